package cab.application.backtest;

import cab.domain.market.Timeframe;
import java.util.Optional;

/**
 * How well it was known what came first inside a candle. A candle is looked into when an order works in it or a stop is
 * watched; without finer candles its price is taken to go from open to low, to high, to close. Immutable.
 *
 * @param finer the length of the finer candles that were at hand; empty without any
 * @param played candles that were looked into and played in finer ones
 * @param incomplete candles that were looked into and lack finer ones
 * @param different candles that were looked into and that finer ones tell otherwise: they were not believed
 * @param stopAndTarget candles in which a stop and a target of a sale were both within reach
 * @param stopAndTargetTold those of them of which finer candles told what came first; of the others the stop was taken
 * @param risenStops candles in which a stop was lifted above their low, which was taken to have come before; where
 *     finer candles were played only those of which they do not tell
 */
public record CandleDetail(
        Optional<Timeframe> finer,
        long played,
        long incomplete,
        long different,
        long stopAndTarget,
        long stopAndTargetTold,
        long risenStops) {

    private static final CandleDetail NONE = new CandleDetail(Optional.empty(), 0, 0, 0, 0, 0, 0);

    /** No candle was looked into. */
    public static CandleDetail none() {
        return NONE;
    }

    /** Candles of which the stop was taken, for want of knowledge. */
    public long stopFirst() {
        return stopAndTarget - stopAndTargetTold;
    }

    /** Both together; the length is that of either where the other has none, or the longer of two. */
    public CandleDetail plus(CandleDetail other) {
        return new CandleDetail(
                longer(finer, other.finer),
                played + other.played,
                incomplete + other.incomplete,
                different + other.different,
                stopAndTarget + other.stopAndTarget,
                stopAndTargetTold + other.stopAndTargetTold,
                risenStops + other.risenStops);
    }

    private static Optional<Timeframe> longer(Optional<Timeframe> one, Optional<Timeframe> other) {
        return one.flatMap(own -> other.filter(others -> others.compareTo(own) > 0))
                .or(() -> one)
                .or(() -> other);
    }
}
