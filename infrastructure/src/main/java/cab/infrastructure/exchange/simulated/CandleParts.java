package cab.infrastructure.exchange.simulated;

import cab.domain.market.CandleSeries;
import cab.infrastructure.marketdata.FinerCandles;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The finer candles in which a candle is played, where they are known: the part that is under way, one after the other.
 * Where they are not known a candle is its own only part. Counts what was found. Owned by one thread.
 */
final class CandleParts {

    private final @Nullable FinerCandles finer;
    private final @Nullable CandlePath part;
    private long played;
    private long incomplete;
    private long different;

    CandleParts(Optional<FinerCandles> known) {
        this.finer = known.orElse(null);
        this.part = known.map(candles -> new CandlePath(candles.candles(), 0)).orElse(null);
    }

    /** The first part of {@code whole}, or that itself. */
    CandlePath begin(CandlePath whole) {
        if (finer == null || part == null) {
            return whole;
        }
        int begin = finer.beginOf(whole.index());
        if (begin >= 0) {
            played++;
            part.moveTo(finer.candles(), begin);
            return part;
        }
        if (begin == FinerCandles.DIFFERENT) {
            different++;
        } else {
            incomplete++;
        }
        return whole;
    }

    /** Whether {@code path} is the last part of {@code whole}. */
    static boolean isLast(CandlePath path, CandlePath whole) {
        CandleSeries series = path.series();
        int next = path.index() + 1;
        return path == whole || next == series.size() || series.openTimeMs(next) >= whole.closeTimeMs();
    }

    /** Candles that were played in finer ones. */
    long played() {
        return played;
    }

    /** Candles that were looked into and lack finer ones. */
    long incomplete() {
        return incomplete;
    }

    /** Candles that were looked into and that finer ones tell otherwise. */
    long different() {
        return different;
    }
}
