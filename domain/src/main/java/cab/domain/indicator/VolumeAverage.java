package cab.domain.indicator;

import cab.domain.market.ClosedCandle;

/**
 * The mean volume of the last {@code period} candles, in base, from the {@code period}-th on. Who compares a candle
 * with those before it reads the average before adding that candle. Owned by one thread.
 */
public final class VolumeAverage {

    private final Sma volumes;

    /** An average that has seen nothing; {@code period} is 1 or more. */
    public VolumeAverage(int period) {
        this(new Sma(period));
    }

    private VolumeAverage(Sma volumes) {
        this.volumes = volumes;
    }

    /** An average that goes on where {@code state} was taken from one of the same period. */
    public static VolumeAverage restore(int period, WindowState state) {
        return new VolumeAverage(Sma.restore(period, state));
    }

    /** Takes the next candle. */
    public void add(ClosedCandle candle) {
        volumes.add(candle.volume());
    }

    /** Whether as many candles as the period have been seen. */
    public boolean isWarm() {
        return volumes.isWarm();
    }

    /**
     * The mean volume.
     *
     * @throws IllegalStateException when it is not warm yet
     */
    public double value() {
        return volumes.value();
    }

    /** How many times the average {@code volume} is; 0 where nothing was traded at all. */
    public double ratioOf(double volume) {
        double average = value();
        return average == 0 ? 0 : volume / average;
    }

    public int period() {
        return volumes.period();
    }

    /** All that is needed to go on from here. */
    public WindowState state() {
        return volumes.state();
    }
}
