package cab.infrastructure.exchange.gateio;

import cab.domain.market.Timeframe;

/**
 * The candles of Gate.io that one of our timeframes is made of: its own where the exchange has it, else the longest
 * that it can be put together from. Weeks are made of days, because nothing says on which day those of the exchange
 * begin.
 *
 * @param timeframe of the exchange's candles
 * @param label as the exchange writes it
 */
record GateioInterval(Timeframe timeframe, String label) {

    static GateioInterval of(Timeframe timeframe) {
        return switch (timeframe) {
            case M1, M5, M15, M30, H1, H4, H8, D1 -> new GateioInterval(timeframe, timeframe.label());
            case M3 -> of(Timeframe.M1);
            case H2, H6 -> of(Timeframe.H1);
            case H12 -> of(Timeframe.H4);
            case W1 -> of(Timeframe.D1);
        };
    }

    /** How many of them make one candle of {@code whole}. */
    int partsOf(Timeframe whole) {
        return Math.toIntExact(whole.lengthMs() / timeframe.lengthMs());
    }
}
