package cab.application.monitoring;

import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Amounts as a person wants to read them: thousands apart, no more digits than matter, rounded half even. For display
 * only: nothing is ever computed from them.
 */
public final class Figures {

    private static final int GROUP = 3;
    private static final int DIGITS_OF_PRICE = 6;
    private static final int DIGITS_OF_SMALL_MONEY = 3;
    private static final int DECIMALS_OF_QUANTITY = 8;
    private static final int DECIMALS_OF_MONEY = 2;

    private Figures() {}

    /** At least two decimals and about six digits: {@code 42,731.50}, {@code 0.0731234}. */
    public static String price(Price price) {
        BigDecimal value = price.value();
        int whole = value.precision() - value.scale();
        int scale = Math.max(DECIMALS_OF_MONEY, DIGITS_OF_PRICE - whole);
        BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return grouped(rounded.setScale(Math.max(DECIMALS_OF_MONEY, rounded.scale()), RoundingMode.UNNECESSARY));
    }

    /** At most eight decimals, none that are zero: {@code 0.0234}. */
    public static String quantity(Quantity quantity) {
        BigDecimal rounded = quantity.value().setScale(DECIMALS_OF_QUANTITY, RoundingMode.HALF_EVEN);
        return grouped(withoutZeros(rounded));
    }

    /** Two decimals from one unit on, three digits below: {@code 1,003.86}, {@code 0.999}, {@code 0}. */
    public static String amount(Money money) {
        BigDecimal small = money.amount().round(new MathContext(DIGITS_OF_SMALL_MONEY, RoundingMode.HALF_EVEN));
        return small.abs().compareTo(BigDecimal.ONE) < 0
                ? withoutZeros(small).toPlainString()
                : grouped(money.amount().setScale(DECIMALS_OF_MONEY, RoundingMode.HALF_EVEN));
    }

    /** {@link #amount} with its sign, also when it is positive: {@code +3.20}. */
    public static String signed(Money money) {
        return money.isPositive() ? "+" + amount(money) : amount(money);
    }

    private static BigDecimal withoutZeros(BigDecimal value) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }

    private static String grouped(BigDecimal value) {
        String plain = value.abs().toPlainString();
        int point = plain.indexOf('.');
        int wholeEnd = point < 0 ? plain.length() : point;
        StringBuilder grouped = new StringBuilder(plain);
        for (int index = wholeEnd - GROUP; index > 0; index -= GROUP) {
            grouped.insert(index, ',');
        }
        return value.signum() < 0 ? "-" + grouped : grouped.toString();
    }
}
