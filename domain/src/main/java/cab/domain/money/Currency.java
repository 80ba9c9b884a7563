package cab.domain.money;

/**
 * The code of a coin or currency, such as {@code BTC} or {@code USDT}. Immutable.
 *
 * @param code 1 to 20 upper-case letters and digits of ASCII
 */
public record Currency(String code) implements Comparable<Currency> {

    private static final int LENGTH_MAX = 20;

    public Currency {
        if (code.isEmpty() || code.length() > LENGTH_MAX || !code.chars().allMatch(Currency::isCodeCharacter)) {
            throw new IllegalArgumentException(
                    "currency must be 1.." + LENGTH_MAX + " characters of A-Z and 0-9, was '" + code + "'");
        }
    }

    private static boolean isCodeCharacter(int character) {
        return (character >= 'A' && character <= 'Z') || (character >= '0' && character <= '9');
    }

    @Override
    public int compareTo(Currency other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
