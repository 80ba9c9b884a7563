package cab.infrastructure.marketdata;

/**
 * Something about a series of candles that one should know before one trusts a backtest of it. Immutable.
 *
 * @param kind what it is
 * @param atMs when it begins, UTC milliseconds
 * @param candles how many candles it is about
 * @param isGrave whether a result may be worth nothing because of it
 * @param detail in words
 */
public record Finding(Kind kind, long atMs, long candles, boolean isGrave, String detail) {

    /** What may be wrong. */
    public enum Kind {
        /** Candles are missing. */
        GAP,
        /** A candle has a far larger range than is usual in the series. */
        RANGE,
        /** A candle opens far from where the one before it closed. */
        JUMP,
        /** Nothing was traded for many candles. */
        NO_VOLUME
    }
}
