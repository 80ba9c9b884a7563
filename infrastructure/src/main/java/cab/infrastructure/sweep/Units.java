package cab.infrastructure.sweep;

import cab.domain.market.Candle;
import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The amounts of one trial as whole numbers: prices in ticks, quantities in steps, coins held in the units in which
 * fees in base are exact, money in the units in which all that is traded is exact.
 *
 * <p>What has to be rounded is reckoned in doubles first; only where that leaves open on which side of a whole number
 * it lies, it is reckoned again in decimals. So results are exact, and decimals are rare.
 *
 * <p>An {@link ArithmeticException} tells that an amount does not fit. Immutable.
 */
final class Units {

    private static final int SCALE_MAX = 18;

    /** More than the rounding of a few operations in double, as a share of their result. */
    private static final double NOISE = 4e-15;

    private static final double PRICE_NOISE = 1e-18;

    /** The shortest decimal of a double above it has at most 18 digits after the point. */
    private static final double WITHIN_DIGITS = 0.1;

    /** Beyond it a double does not tell neighbouring whole numbers apart by far enough. */
    private static final double WHOLE_MAX = 1e12;

    /** Digits that every decimal may have and still be told from its neighbours by its double. */
    private static final long DIGITS_15 = 999_999_999_999_999L;

    /** Farther from a whole number than this share of it, twelve digits of a level tell on which side it lies. */
    private static final double LEVEL_TIE_MAX = 1e-11;

    /** Nearer than this, which is less than half of a twelfth digit, a level is that whole number. */
    private static final double LEVEL_TIE_MIN = 4e-13;

    private static final double TWELVE_DIGITS = 1e12;

    private static final long EXACT_DOUBLE_MAX = 1L << 53;

    private static final long[] TENS = tens();
    private static final double[] TENS_AS_DOUBLE = tensAsDouble();

    private final Instrument instrument;
    private final BigDecimal tickSize;
    private final BigDecimal stepSize;
    private final Factor buyFactor;
    private final Factor sellFactor;
    private final Factor askFactor;
    private final Factor bidFactor;
    private final BigDecimal participation;
    private final double takerFactor;
    private final double tickAsDouble;
    private final double stepAsDouble;
    private final double participationAsDouble;
    private final double moneyUnit;
    private final double coinUnit;
    private final int priceScale;
    private final int coinScale;
    private final int moneyScale;
    private final long tick;
    private final long step;
    private final long coinsPerStep;
    private final long feeCoinsPerStep;
    private final long moneyPerNotional;
    private final long rate;
    private final long feeMoneyPerNotional;
    private final long minNotional;
    private final long minSteps;

    /**
     * The units of trades in {@code instrument}.
     *
     * @param moneyDigits digits after the point that other amounts of money have
     * @throws BeyondFastPath when no units are fine enough
     */
    Units(Instrument instrument, VenueCosts costs, int moneyDigits) {
        this.instrument = instrument;
        this.tickSize = instrument.priceTick();
        this.stepSize = instrument.quantityStep();
        BigDecimal halfSpread = costs.spread().fraction().divide(BigDecimal.TWO);
        BigDecimal cost = halfSpread.add(costs.slippage().fraction());
        this.buyFactor = new Factor(BigDecimal.ONE.add(cost));
        this.sellFactor = new Factor(BigDecimal.ONE.subtract(cost));
        this.askFactor = new Factor(BigDecimal.ONE.add(halfSpread));
        this.bidFactor = new Factor(BigDecimal.ONE.subtract(halfSpread));
        this.participation = costs.participation().fraction();
        this.takerFactor = 1 + instrument.fees().taker().fraction().doubleValue();
        this.tickAsDouble = tickSize.doubleValue();
        this.stepAsDouble = stepSize.doubleValue();
        this.participationAsDouble = participation.doubleValue();
        BigDecimal fee = instrument.fees().taker().fraction().stripTrailingZeros();
        int rateScale = Math.max(0, fee.scale());
        this.priceScale = tickSize.scale();
        int stepScale = stepSize.scale();
        this.coinScale = stepScale + rateScale;
        int notionalScale = priceScale + stepScale;
        int minNotionalScale = Math.max(0, instrument.minNotional().amount().scale());
        this.moneyScale = Math.max(Math.max(moneyDigits, minNotionalScale), notionalScale + rateScale);
        if (moneyScale > SCALE_MAX || coinScale > SCALE_MAX) {
            throw new BeyondFastPath("amounts have more than " + SCALE_MAX + " digits after the point");
        }
        this.moneyUnit = 1 / TENS_AS_DOUBLE[moneyScale];
        this.coinUnit = 1 / TENS_AS_DOUBLE[coinScale];
        this.tick = tickSize.unscaledValue().longValueExact();
        this.step = stepSize.unscaledValue().longValueExact();
        this.rate = fee.setScale(rateScale).unscaledValue().longValueExact();
        this.coinsPerStep = Math.multiplyExact(step, TENS[rateScale]);
        this.feeCoinsPerStep = Math.multiplyExact(step, rate);
        this.moneyPerNotional = TENS[moneyScale - notionalScale];
        this.feeMoneyPerNotional = Math.multiplyExact(rate, TENS[moneyScale - notionalScale - rateScale]);
        this.minNotional = money(instrument.minNotional().amount());
        this.minSteps = instrument
                .minQuantity()
                .value()
                .divide(stepSize, 0, RoundingMode.CEILING)
                .longValueExact();
    }

    private static long[] tens() {
        long[] tens = new long[SCALE_MAX + 1];
        tens[0] = 1;
        for (int power = 1; power < tens.length; power++) {
            tens[power] = tens[power - 1] * 10;
        }
        return tens;
    }

    private static double[] tensAsDouble() {
        double[] tens = new double[SCALE_MAX + 1];
        for (int power = 0; power < tens.length; power++) {
            tens[power] = TENS[power];
        }
        return tens;
    }

    static long ten(int power) {
        return TENS[power];
    }

    Instrument instrument() {
        return instrument;
    }

    /** Digits after the point of a unit of money. */
    int moneyScale() {
        return moneyScale;
    }

    /** An amount in units of money. */
    long money(BigDecimal amount) {
        return amount.setScale(moneyScale).unscaledValue().longValueExact();
    }

    /** Units of money as an amount. */
    BigDecimal amount(long money) {
        return BigDecimal.valueOf(money, moneyScale);
    }

    Money quote(long money) {
        return new Money(amount(money), instrument.symbol().quote());
    }

    double moneyAsDouble(long money) {
        return asDouble(money, moneyScale);
    }

    /** An amount of money as a double that may be rounded in its last digits. */
    double roughly(long money) {
        return money * moneyUnit;
    }

    /** An amount of coins as a double that may be rounded in its last digits. */
    double coinsRoughly(long coins) {
        return coins * coinUnit;
    }

    /** Coins held, as an amount of base. */
    Quantity coins(long coins) {
        return new Quantity(BigDecimal.valueOf(coins, coinScale));
    }

    double coinsAsDouble(long coins) {
        return asDouble(coins, coinScale);
    }

    double stepsAsDouble(long steps) {
        return asDouble(steps * step, stepSize.scale());
    }

    BigDecimal quantity(long steps) {
        return stepSize.multiply(BigDecimal.valueOf(steps));
    }

    BigDecimal price(long ticks) {
        return tickSize.multiply(BigDecimal.valueOf(ticks));
    }

    /** The double nearest to a decimal. */
    private static double asDouble(long unscaled, int scale) {
        // Both are exact as doubles, so that one rounding gives the nearest.
        return Math.abs(unscaled) <= EXACT_DOUBLE_MAX
                ? unscaled / TENS_AS_DOUBLE[scale]
                : nearest(unscaled, TENS[scale]);
    }

    /** The double nearest to a quotient: its first 62 bits or 63, and whether anything is behind them. */
    static double nearest(long dividend, long divisor) {
        if (dividend < 0) {
            return -nearest(Math.negateExact(dividend), divisor);
        }
        int shift = 62 + Long.numberOfLeadingZeros(dividend) - Long.numberOfLeadingZeros(divisor);
        long upper = shift >= 64 ? dividend << (shift - 64) : shift == 0 ? 0 : dividend >>> (64 - shift);
        long lower = shift >= 64 ? 0 : dividend << shift;
        long quotient = Wide.quotient(upper, lower, divisor);
        long rest = lower - quotient * divisor;
        return Math.scalb((double) (rest == 0 ? quotient : quotient | 1), -shift);
    }

    /** The price of so many ticks as a double, whose shortest decimal it is. */
    double priceAsDouble(long ticks) {
        long unscaled = Math.multiplyExact(ticks, tick);
        if (unscaled > DIGITS_15) {
            throw new BeyondFastPath("a price has more than 15 digits");
        }
        return unscaled / TENS_AS_DOUBLE[priceScale];
    }

    /** What a market order that buys pays at a traded price, in ticks. */
    long buyTicks(double traded) {
        return ticksUp(traded, buyFactor);
    }

    /** What a market order that sells gets at a traded price, in ticks; at least one. */
    long sellTicks(double traded) {
        return Math.max(1, ticksDown(traded, sellFactor));
    }

    long askTicks(double traded) {
        return ticksUp(traded, askFactor);
    }

    long bidTicks(double traded) {
        return Math.max(1, ticksDown(traded, bidFactor));
    }

    private long ticksUp(double price, Factor factor) {
        double ticks = price * factor.value / tickAsDouble;
        double whole = Math.rint(ticks);
        if (isApart(ticks, whole, noise(price))) {
            return (long) Math.ceil(ticks);
        }
        if (factor.isOne && isFewDigits(whole) && price > WITHIN_DIGITS) {
            return price > priceAsDouble((long) whole) ? (long) whole + 1 : (long) whole;
        }
        return exactTicks(price, factor.exact, RoundingMode.CEILING);
    }

    private long ticksDown(double price, Factor factor) {
        double ticks = price * factor.value / tickAsDouble;
        double whole = Math.rint(ticks);
        if (isApart(ticks, whole, noise(price))) {
            return (long) Math.floor(ticks);
        }
        if (factor.isOne && isFewDigits(whole) && price > WITHIN_DIGITS) {
            return price < priceAsDouble((long) whole) ? (long) whole - 1 : (long) whole;
        }
        return exactTicks(price, factor.exact, RoundingMode.FLOOR);
    }

    /** Whether rounding cannot have taken a number to the other side of the whole number next to it. */
    private static boolean isApart(double number, double whole, double noise) {
        return number < WHOLE_MAX && Math.abs(number - whole) > number * noise;
    }

    /** What rounding may take from a number that was reckoned with a price, as a share of it. */
    static double noise(double price) {
        // Prices are rounded to 18 digits after the point.
        return NOISE + PRICE_NOISE / price;
    }

    private boolean isFewDigits(double ticks) {
        return ticks * tick < DIGITS_15;
    }

    private long exactTicks(double price, BigDecimal factor, RoundingMode rounding) {
        return exact(price).multiply(factor).divide(tickSize, 0, rounding).longValueExact();
    }

    private static BigDecimal exact(double price) {
        return Candle.exactPrice(price).value();
    }

    /** The level of a stop as a trigger in ticks: never looser. */
    long triggerTicks(double level, MathContext digits) {
        double ticks = level / tickAsDouble;
        double whole = Math.rint(ticks);
        double distance = Math.abs(ticks - whole);
        // The level is looked at to twelve digits: what is nearer than half of the last one is the whole number.
        if (ticks < WHOLE_MAX && distance > ticks * LEVEL_TIE_MAX) {
            return (long) Math.ceil(ticks);
        }
        if (whole > 0 && whole * tick < TWELVE_DIGITS && distance < ticks * LEVEL_TIE_MIN) {
            return (long) whole;
        }
        return new Price(new BigDecimal(level, digits))
                .value()
                .divide(tickSize, 0, RoundingMode.CEILING)
                .longValueExact();
    }

    /** How many steps our orders may fill in a candle of this volume; {@code enough} when it is more than that. */
    long stepsOfVolume(double volume, long enough) {
        double steps = volume * participationAsDouble / stepAsDouble;
        if (steps * (1 - NOISE) > enough) {
            return enough;
        }
        double whole = Math.rint(steps);
        if (isApart(steps, whole, NOISE)) {
            return (long) steps;
        }
        BigDecimal most =
                new BigDecimal(Double.toString(volume)).multiply(participation).divide(stepSize, 0, RoundingMode.DOWN);
        return most.toBigInteger().bitLength() > 62 ? Long.MAX_VALUE : most.longValueExact();
    }

    /** How many whole steps so much money buys at a price in ticks. */
    long stepsFor(long money, long ticks) {
        return money / notional(ticks, 1);
    }

    /** How many whole steps so much money buys at a price that is no multiple of a tick. */
    long stepsFor(long money, double price) {
        double steps = moneyAsDouble(money) / price / stepAsDouble;
        double whole = Math.rint(steps);
        if (isApart(steps, whole, noise(price))) {
            return (long) steps;
        }
        return quote(money)
                .buysAt(Candle.exactPrice(price))
                .value()
                .divide(stepSize, 0, RoundingMode.DOWN)
                .longValueExact();
    }

    /** What so many steps are worth at a price in ticks, in units of money. */
    long notional(long ticks, long steps) {
        return Math.multiplyExact(
                Math.multiplyExact(Math.multiplyExact(ticks, tick), Math.multiplyExact(steps, step)), moneyPerNotional);
    }

    /** The fee in quote for a fill. */
    long feeInMoney(long ticks, long steps) {
        return Math.multiplyExact(
                Math.multiplyExact(Math.multiplyExact(ticks, tick), Math.multiplyExact(steps, step)),
                feeMoneyPerNotional);
    }

    /** The fee in base for a fill, in coins. */
    long feeInCoins(long steps) {
        return Math.multiplyExact(steps, feeCoinsPerStep);
    }

    /** The fee of a fill, in the coin it is taken in. */
    Money fee(boolean isBuy, long ticks, long steps) {
        boolean inBase = isBuy && instrument.fees().charge() == FeeSchedule.FeeCharge.RECEIVED;
        return inBase
                ? new Money(
                        BigDecimal.valueOf(feeInCoins(steps), coinScale),
                        instrument.symbol().base())
                : quote(feeInMoney(ticks, steps));
    }

    long coinsOf(long steps) {
        return Math.multiplyExact(steps, coinsPerStep);
    }

    /** Whole steps in so many coins. */
    long stepsIn(long coins) {
        return coins / coinsPerStep;
    }

    long minNotional() {
        return minNotional;
    }

    /** Whether the exchange takes an order of so many steps at a price in ticks. */
    boolean isTradable(long steps, long ticks) {
        return steps > 0 && steps >= minSteps && notional(ticks, steps) >= minNotional;
    }

    /** Whether so many steps are as many as the exchange asks for. */
    boolean isEnough(long steps) {
        return steps > 0 && steps >= minSteps;
    }

    /** Whether an order of so many steps would be taken at a price that is no multiple of a tick. */
    boolean isTradable(long steps, double price) {
        if (!isEnough(steps)) {
            return false;
        }
        double worth = stepsAsDouble(steps) * price;
        double least = moneyAsDouble(minNotional);
        if (Math.abs(worth - least) > Math.max(worth, least) * noise(price)) {
            return worth > least;
        }
        return instrument
                .notional(new Quantity(quantity(steps)), Candle.exactPrice(price))
                .isAtLeast(instrument.minNotional());
    }

    /** Whether {@code part} and the taker's fee on it are within {@code whole}; both in units of money. */
    boolean isAffordable(long part, long whole) {
        if (part > whole) {
            return false;
        }
        double needed = part * takerFactor;
        if (Math.abs(needed - whole) > whole * NOISE) {
            return needed < whole;
        }
        Money amount = quote(part);
        return quote(whole).isAtLeast(amount.plus(amount.share(instrument.fees().taker(), RoundingMode.UP)));
    }

    /** What a traded price is multiplied with, as a decimal and for speed as a double. */
    private static final class Factor {

        private final BigDecimal exact;
        private final double value;
        private final boolean isOne;

        private Factor(BigDecimal exact) {
            this.exact = exact;
            this.value = exact.doubleValue();
            this.isOne = exact.compareTo(BigDecimal.ONE) == 0;
        }
    }
}
