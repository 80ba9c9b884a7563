package cab.application.optimize;

/**
 * A piece of a series of candles. Immutable.
 *
 * @param from index of the first candle
 * @param to index behind the last candle, more than {@code from}
 */
public record CandleSpan(int from, int to) {

    public CandleSpan {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("a span must hold a candle, was " + from + ".." + to);
        }
    }
}
