package cab.domain.feature;

import cab.domain.indicator.Adx;
import cab.domain.indicator.Atr;
import cab.domain.indicator.Ema;
import cab.domain.indicator.Rsi;
import cab.domain.indicator.VolumeAverage;
import cab.domain.indicator.WindowState;
import cab.domain.market.ClosedCandle;
import java.util.Arrays;
import java.util.List;

/**
 * The features of one timeframe, as they are after its last closed candle. None has a unit: prices are divided by the
 * close, so that a model knows no price level. Owned by one thread.
 */
public final class TimeframeFeatures {

    /** In the order of {@link #values}. */
    static final List<String> NAMES = List.of(
            "return_1",
            "return_4",
            "rsi_14",
            "atr_14_share",
            "ema_12_distance",
            "ema_26_distance",
            "volume_ratio_20",
            "adx_14");

    /** The averages have by then forgotten most of how they were seeded. */
    static final int WARM_CANDLES = 60;

    private static final int PERIOD = 14;
    private static final int FAST = 12;
    private static final int SLOW = 26;
    private static final int VOLUME = 20;

    /** Today's close and the four before it, newest first. */
    private static final int CLOSES = 5;

    private final double[] closes = new double[CLOSES];
    private final Rsi rsi;
    private final Atr atr;
    private final Ema fast;
    private final Ema slow;
    private final VolumeAverage volumes;
    private final Adx adx;
    private int seen;
    private double volumeRatio;

    TimeframeFeatures() {
        this(
                new Rsi(PERIOD),
                new Atr(PERIOD),
                new Ema(FAST),
                new Ema(SLOW),
                new VolumeAverage(VOLUME),
                new Adx(PERIOD));
    }

    private TimeframeFeatures(Rsi rsi, Atr atr, Ema fast, Ema slow, VolumeAverage volumes, Adx adx) {
        this.rsi = rsi;
        this.atr = atr;
        this.fast = fast;
        this.slow = slow;
        this.volumes = volumes;
        this.adx = adx;
    }

    static TimeframeFeatures restore(State state) {
        TimeframeFeatures features = new TimeframeFeatures(
                Rsi.restore(PERIOD, state.rsi()),
                Atr.restore(PERIOD, state.atr()),
                Ema.restore(FAST, state.fast()),
                Ema.restore(SLOW, state.slow()),
                VolumeAverage.restore(VOLUME, state.volumes()),
                Adx.restore(PERIOD, state.adx()));
        for (int index = 0; index < CLOSES; index++) {
            features.closes[index] = state.closes().get(index);
        }
        features.seen = state.seen();
        features.volumeRatio = state.volumeRatio();
        return features;
    }

    void onCandle(ClosedCandle candle) {
        System.arraycopy(closes, 0, closes, 1, CLOSES - 1);
        closes[0] = candle.close();
        // Before the candle is added: it is compared with those before it.
        volumeRatio = volumes.isWarm() ? Math.log1p(volumes.ratioOf(candle.volume())) : 0;
        rsi.add(candle.close());
        atr.add(candle);
        fast.add(candle.close());
        slow.add(candle.close());
        volumes.add(candle);
        adx.add(candle);
        seen = Math.min(seen + 1, WARM_CANDLES);
    }

    boolean isWarm() {
        return seen == WARM_CANDLES;
    }

    /** Writes the features from {@code offset} on; only when warm. */
    void values(double[] target, int offset) {
        double close = closes[0];
        target[offset] = Math.log(close / closes[1]);
        target[offset + 1] = Math.log(close / closes[CLOSES - 1]);
        target[offset + 2] = rsi.isFlat() ? 0.5 : rsi.value() / 100;
        target[offset + 3] = atr.value() / close;
        target[offset + 4] = close / fast.value() - 1;
        target[offset + 5] = close / slow.value() - 1;
        target[offset + 6] = volumeRatio;
        target[offset + 7] = adx.value() / 100;
    }

    State state() {
        return new State(
                seen,
                volumeRatio,
                Arrays.stream(closes).boxed().toList(),
                rsi.state(),
                atr.state(),
                fast.state(),
                slow.state(),
                volumes.state(),
                adx.state());
    }

    /**
     * Where the features stand. Immutable.
     *
     * @param seen how many candles have been seen, counted to those of the warm-up
     * @param volumeRatio the last one
     * @param closes the last five, newest first; 0 where there was none
     * @param rsi of the closes
     * @param atr of the candles
     * @param fast average of the closes
     * @param slow average of the closes
     * @param volumes the average volume
     * @param adx of the candles
     */
    public record State(
            int seen,
            double volumeRatio,
            List<Double> closes,
            Rsi.State rsi,
            Atr.State atr,
            Ema.State fast,
            Ema.State slow,
            WindowState volumes,
            Adx.State adx) {

        public State {
            closes = List.copyOf(closes);
            if (closes.size() != CLOSES) {
                throw new IllegalArgumentException("there must be " + CLOSES + " closes, were " + closes.size());
            }
            if (seen < 0 || seen > WARM_CANDLES) {
                throw new IllegalArgumentException("candles seen must be within 0.." + WARM_CANDLES + ", was " + seen);
            }
        }
    }
}
