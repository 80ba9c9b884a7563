package cab.infrastructure.exchange.simulated;

import cab.domain.money.Percent;

/**
 * What taking from the market costs beyond the fee, and how much of it can be taken. Immutable.
 *
 * @param spread between bid and ask, of the price; a taker pays half of it
 * @param slippage what a taker pays on top, of the price
 * @param participation the share of a candle's base volume that all our orders together may fill; 0..100
 */
public record FillRules(Percent spread, Percent slippage, Percent participation) {

    private static final Percent ALL = Percent.of("100");

    public FillRules {
        if (spread.value().signum() < 0 || slippage.value().signum() < 0) {
            throw new IllegalArgumentException(
                    "spread and slippage must be 0 or more, were " + spread + " and " + slippage);
        }
        if (spread.compareTo(ALL) >= 0 || slippage.compareTo(ALL) >= 0) {
            throw new IllegalArgumentException(
                    "spread and slippage must be less than 100 %, were " + spread + " and " + slippage);
        }
        if (!participation.isPositive() || participation.compareTo(ALL) > 0) {
            throw new IllegalArgumentException(
                    "participation must be more than 0 % and at most 100 %, was " + participation);
        }
    }

    /** 0.02 % spread, 0.02 % slippage, 5 % of a candle's volume. */
    public static FillRules honest() {
        return new FillRules(Percent.of("0.02"), Percent.of("0.02"), Percent.of("5"));
    }
}
