package cab.domain.indicator;

import cab.domain.market.ClosedCandle;

/**
 * A Donchian channel: the highest high and the lowest low of the last {@code period} candles, from the
 * {@code period}-th on. Who looks for a breakout reads it before adding the candle that may break out. Owned by one
 * thread.
 */
public final class Donchian {

    private final BlockWindow highs;
    private final BlockWindow lows;
    private final double[] highestFrom;
    private final double[] lowestFrom;
    private double highestOfNext = Double.NEGATIVE_INFINITY;
    private double lowestOfNext = Double.POSITIVE_INFINITY;

    /** A channel that has seen nothing; {@code period} is 1 or more. */
    public Donchian(int period) {
        this(new BlockWindow(period), new BlockWindow(period));
    }

    private Donchian(BlockWindow highs, BlockWindow lows) {
        this.highs = highs;
        this.lows = lows;
        this.highestFrom = new double[highs.length()];
        this.lowestFrom = new double[lows.length()];
    }

    /** A channel that goes on where {@code state} was taken from one of the same period. */
    public static Donchian restore(int period, State state) {
        Donchian channel =
                new Donchian(BlockWindow.restore(period, state.highs()), BlockWindow.restore(period, state.lows()));
        channel.lookBackFrom(channel.highs.phase());
        for (int index = 0; index < channel.highs.phase(); index++) {
            channel.highestOfNext = Math.max(channel.highestOfNext, channel.highs.next(index));
            channel.lowestOfNext = Math.min(channel.lowestOfNext, channel.lows.next(index));
        }
        return channel;
    }

    /** Takes the next candle. */
    public void add(ClosedCandle candle) {
        double high = candle.high();
        double low = candle.low();
        highestOfNext = Math.max(highestOfNext, high);
        lowestOfNext = Math.min(lowestOfNext, low);
        boolean complete = highs.add(high);
        if (lows.add(low) && complete) {
            lookBackFrom(0);
            highestOfNext = Double.NEGATIVE_INFINITY;
            lowestOfNext = Double.POSITIVE_INFINITY;
        }
    }

    private void lookBackFrom(int first) {
        double highest = Double.NEGATIVE_INFINITY;
        double lowest = Double.POSITIVE_INFINITY;
        for (int index = highs.length() - 1; index >= first; index--) {
            highest = Math.max(highest, highs.last(index));
            lowest = Math.min(lowest, lows.last(index));
            highestFrom[index] = highest;
            lowestFrom[index] = lowest;
        }
    }

    /** Whether as many candles as the period have been seen. */
    public boolean isWarm() {
        return highs.isFull();
    }

    /**
     * The highest high.
     *
     * @throws IllegalStateException when it is not warm yet
     */
    public double upper() {
        requireWarm();
        return Math.max(highestFrom[highs.phase()], highestOfNext);
    }

    /**
     * The lowest low.
     *
     * @throws IllegalStateException when it is not warm yet
     */
    public double lower() {
        requireWarm();
        return Math.min(lowestFrom[lows.phase()], lowestOfNext);
    }

    private void requireWarm() {
        if (!isWarm()) {
            throw WarmUp.isNotOver("a channel over " + period(), period());
        }
    }

    public int period() {
        return highs.length();
    }

    /** All that is needed to go on from here. */
    public State state() {
        return new State(highs.state(), lows.state());
    }

    /**
     * Where a channel stands. Immutable.
     *
     * @param highs the highs in the window
     * @param lows the lows of the same candles
     */
    public record State(WindowState highs, WindowState lows) {

        public State {
            if (highs.phase() != lows.phase()
                    || highs.values().size() != lows.values().size()) {
                throw new IllegalArgumentException("highs and lows must be of the same candles, were "
                        + highs.values().size() + " and " + lows.values().size());
            }
        }
    }
}
