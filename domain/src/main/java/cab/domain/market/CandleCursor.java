package cab.domain.market;

/**
 * A view of one candle of a series that moves from the first to the last, so that reading years costs no allocation.
 * Owned by one thread.
 */
public final class CandleCursor implements ClosedCandle {

    private final CandleSeries series;
    private int index = -1;

    CandleCursor(CandleSeries series) {
        this.series = series;
    }

    /** Moves to the next candle; false when there is none, and the view stays on the last. */
    public boolean advance() {
        if (index + 1 >= series.size()) {
            return false;
        }
        index++;
        return true;
    }

    /** Position of the current candle in its series; −1 before the first {@link #advance}. */
    public int index() {
        return index;
    }

    @Override
    public long openTimeMs() {
        return series.openTimeMs(index);
    }

    @Override
    public long closeTimeMs() {
        return series.closeTimeMs(index);
    }

    @Override
    public double open() {
        return series.open(index);
    }

    @Override
    public double high() {
        return series.high(index);
    }

    @Override
    public double low() {
        return series.low(index);
    }

    @Override
    public double close() {
        return series.close(index);
    }

    @Override
    public double volume() {
        return series.volume(index);
    }
}
