package cab.domain.feature;

import cab.domain.market.Candle;
import cab.domain.market.CandleAggregator;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Timeframe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes features of candles, one at a time: the same eight for the trading timeframe and for each longer one of 15m,
 * 1h, 4h and 1d. Candles of the longer ones are put together here and count from the trading candle on that closes
 * them, so that nothing of the future can be in them. Training and trading both use this class and no other.
 *
 * <p>Features, per timeframe: {@code return_1} and {@code return_4} (logarithm of the close over the close 1 and 4
 * candles before), {@code rsi_14} (0..1, 0.5 while nothing moves), {@code atr_14_share} (ATR over the close),
 * {@code ema_12_distance} and {@code ema_26_distance} (close over average, less 1), {@code volume_ratio_20} (logarithm
 * of 1 + volume over the mean of the 20 candles before), {@code adx_14} (0..1).
 *
 * <p>A candle costs the same whenever it comes, and allocates nothing. Owned by one thread.
 */
public final class FeaturePipeline {

    /** Another one whenever a formula changes, so that a model trained on the old one is refused. */
    public static final int VERSION = 1;

    private static final List<Timeframe> LONGER = List.of(Timeframe.M15, Timeframe.H1, Timeframe.H4, Timeframe.D1);

    private final Timeframe base;
    private final List<Lane> lanes = new ArrayList<>();

    /** A pipeline that has seen nothing. */
    public FeaturePipeline(Timeframe base) {
        this.base = base;
        for (Timeframe timeframe : timeframes(base)) {
            lanes.add(new Lane(base, timeframe, new TimeframeFeatures()));
        }
    }

    /** A pipeline that goes on where {@code state} was taken from one of the same timeframe. */
    public static FeaturePipeline restore(Timeframe base, State state) {
        FeaturePipeline pipeline = new FeaturePipeline(base);
        if (state.lanes().size() != pipeline.lanes.size()) {
            throw new IllegalArgumentException("there must be " + pipeline.lanes.size() + " timeframes, were "
                    + state.lanes().size());
        }
        List<Timeframe> timeframes = timeframes(base);
        for (int index = 0; index < timeframes.size(); index++) {
            LaneState lane = state.lanes().get(index);
            Lane restored = new Lane(base, timeframes.get(index), TimeframeFeatures.restore(lane.features()));
            lane.underWay().ifPresent(restored.aggregator::resume);
            pipeline.lanes.set(index, restored);
        }
        return pipeline;
    }

    /** The timeframes whose features there are when {@code base} is traded, shortest first. */
    public static List<Timeframe> timeframes(Timeframe base) {
        List<Timeframe> timeframes = new ArrayList<>(List.of(base));
        LONGER.stream()
                .filter(longer -> longer != base && longer.isMultipleOf(base))
                .forEach(timeframes::add);
        return List.copyOf(timeframes);
    }

    /** The features there are when {@code base} is traded, in the order of {@link #values}. */
    public static FeatureList list(Timeframe base) {
        List<String> names = timeframes(base).stream()
                .flatMap(timeframe -> TimeframeFeatures.NAMES.stream().map(name -> timeframe.label() + "." + name))
                .toList();
        return new FeatureList(VERSION, base, names);
    }

    /** How many trading candles it needs at most when none is missing: the longest timeframe, and one for its rest. */
    public static int warmUp(Timeframe base) {
        Timeframe longest = timeframes(base).getLast();
        return Math.toIntExact(longest.lengthMs() / base.lengthMs() * (TimeframeFeatures.WARM_CANDLES + 1));
    }

    public Timeframe base() {
        return base;
    }

    /** Takes the next closed candle, which is valid during the call only. */
    public void onCandle(ClosedCandle candle) {
        for (Lane lane : lanes) {
            lane.aggregator.add(candle);
        }
    }

    /** Whether every timeframe has seen enough. */
    public boolean isWarm() {
        for (Lane lane : lanes) {
            if (!lane.features.isWarm()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes the features after the last candle into {@code target}, which has room for all.
     *
     * @throws IllegalStateException when it is not warm yet
     */
    public void values(double[] target) {
        if (!isWarm()) {
            throw new IllegalStateException("features of " + base + " candles have no value before they are warm");
        }
        int offset = 0;
        for (Lane lane : lanes) {
            lane.features.values(target, offset);
            offset += TimeframeFeatures.NAMES.size();
        }
    }

    /** All that is needed to go on from here. */
    public State state() {
        return new State(lanes.stream()
                .map(lane -> new LaneState(lane.aggregator.underWay(), lane.features.state()))
                .toList());
    }

    private static final class Lane {

        private final CandleAggregator aggregator;
        private final TimeframeFeatures features;

        private Lane(Timeframe base, Timeframe timeframe, TimeframeFeatures features) {
            this.features = features;
            this.aggregator = new CandleAggregator(base, timeframe, features::onCandle);
        }
    }

    /**
     * Where a pipeline stands. Immutable.
     *
     * @param lanes one per timeframe, shortest first
     */
    public record State(List<LaneState> lanes) {

        public State {
            lanes = List.copyOf(lanes);
        }
    }

    /**
     * Where one timeframe stands. Immutable.
     *
     * @param underWay its candle that is not closed yet
     * @param features its indicators
     */
    public record LaneState(Optional<Candle> underWay, TimeframeFeatures.State features) {}
}
