package cab.domain.signal;

import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Timeframe;
import cab.domain.strategy.Action;
import cab.domain.strategy.Signal;
import cab.domain.strategy.Strategy;
import java.util.List;

/**
 * The way from a closed candle to a decision: strategies, aggregation, fusion, trend filter. Every part sees every
 * candle, so that none falls behind. Only purchases are stopped by the trend. A candle on which nothing is asked for
 * costs no allocation. Owned by one thread.
 */
public final class SignalPipeline {

    private final Strategy[] strategies;
    private final SignalAggregator aggregator;
    private final TrendFilter trendFilter;
    private final Fusion fusion;
    private final PipelineTrace trace;

    /** A pipeline over new strategies, at least one. It owns all its parts from now on. */
    public SignalPipeline(
            List<Strategy> strategies, SignalAggregator aggregator, TrendFilter trendFilter, Fusion fusion) {
        if (strategies.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one strategy, was none");
        }
        this.strategies = strategies.toArray(Strategy[]::new);
        this.aggregator = aggregator;
        this.trendFilter = trendFilter;
        this.fusion = fusion;
        this.trace = new PipelineTrace(this.strategies, trendFilter, fusion);
    }

    /** How many candles must have been seen before each strategy and the second one have an opinion. */
    public int warmUp() {
        return Math.max(fusion.warmUp(), strategyWarmUp());
    }

    /** How many candles must have been seen before each strategy has an opinion. */
    public int strategyWarmUp() {
        int longest = 0;
        for (Strategy strategy : strategies) {
            longest = Math.max(longest, strategy.warmUp());
        }
        return longest;
    }

    /** The higher timeframes of whose past the trend filter wants to know. */
    public List<Timeframe> higherTimeframes() {
        return trendFilter.timeframes();
    }

    /** How many past candles of each higher timeframe it wants to see. */
    public int higherCandles() {
        return trendFilter.pastCandles();
    }

    /** Shows past candles of a higher timeframe to the trend filter, see {@link TrendFilter#learn}. */
    public void learnHigher(CandleSeries past, long closedByMs) {
        trendFilter.learn(past, closedByMs);
    }

    /** Takes the next closed candle of the trading timeframe and decides. */
    public Decision onCandle(ClosedCandle candle) {
        trendFilter.onCandle(candle);
        fusion.onCandle(candle);
        for (int index = 0; index < strategies.length; index++) {
            trace.signals[index] = strategies[index].onCandle(candle);
        }
        trace.aggregated = aggregator.aggregate(trace.signals);
        trace.fused = fusion.fuse(trace.aggregated);
        trace.decision = decide(trace.aggregated, trace.fused);
        return trace.decision;
    }

    private Decision decide(Signal aggregated, Signal fused) {
        if (fused.isWarmingUp()) {
            return Decision.WARMING_UP;
        }
        if (!fused.isOpinion()) {
            return aggregated.isOpinion() ? Decision.FUSION_WEAK : Decision.NO_OPINION;
        }
        if (fused.action() == Action.BUY && !trendFilter.allowsLong()) {
            return Decision.TREND_DOWN;
        }
        // Voters say the same for many candles: then so does the decision.
        Decision last = trace.decision;
        return last.reason() == Decision.Reason.SIGNAL && last.signal().equals(fused) ? last : Decision.act(fused);
    }

    /** What each step made of the last candle. */
    public PipelineTrace trace() {
        return trace;
    }

    /** The last decision and how it came about, in words. */
    public String explain() {
        return trace.explain();
    }
}
