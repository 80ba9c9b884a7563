package cab.domain.money;

import org.jspecify.annotations.Nullable;

/**
 * The code of a coin or currency, such as {@code BTC} or {@code USDT}. Immutable.
 *
 * @param code 1 to 20 upper-case letters and digits of ASCII
 */
public record Currency(String code) implements Comparable<Currency> {

    private static final int LENGTH_MAX = 20;

    public Currency {
        if (code.isEmpty() || code.length() > LENGTH_MAX || !isCode(code)) {
            throw new IllegalArgumentException(
                    "currency must be 1.." + LENGTH_MAX + " characters of A-Z and 0-9, was '" + code + "'");
        }
    }

    private static boolean isCode(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if ((character < 'A' || character > 'Z') && (character < '0' || character > '9')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(Currency other) {
        return this == other ? 0 : code.compareTo(other.code);
    }

    /** Spelled out, because every sum of money asks: what a record comes with is slower. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Currency currency && code.equals(currency.code));
    }

    @Override
    public int hashCode() {
        return code.hashCode();
    }

    @Override
    public String toString() {
        return code;
    }
}
