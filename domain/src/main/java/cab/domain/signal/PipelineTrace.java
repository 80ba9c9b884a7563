package cab.domain.signal;

import cab.domain.strategy.Signal;
import cab.domain.strategy.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What each step of the pipeline made of the last candle, for who asks why. A view that changes with the next candle;
 * words are put together only when asked for. Owned by the thread of its pipeline.
 */
public final class PipelineTrace {

    final Signal[] signals;
    Signal aggregated = Signal.WARMING_UP;
    Signal fused = Signal.WARMING_UP;
    Decision decision = Decision.WARMING_UP;

    private final Strategy[] strategies;
    private final TrendFilter trendFilter;
    private final Fusion fusion;

    PipelineTrace(Strategy[] strategies, TrendFilter trendFilter, Fusion fusion) {
        this.strategies = strategies;
        this.trendFilter = trendFilter;
        this.fusion = fusion;
        this.signals = new Signal[strategies.length];
        Arrays.fill(signals, Signal.WARMING_UP);
    }

    public int strategyCount() {
        return strategies.length;
    }

    public String strategyName(int index) {
        return strategies[index].name();
    }

    /** What strategy {@code index}, in the order they are listed, said of the last candle. */
    public Signal signal(int index) {
        return signals[index];
    }

    /** The common opinion of the strategies. */
    public Signal aggregated() {
        return aggregated;
    }

    /** The opinion after the second one was heard. */
    public Signal fused() {
        return fused;
    }

    public boolean trendAllowsLong() {
        return trendFilter.allowsLong();
    }

    public Decision decision() {
        return decision;
    }

    /** The strategies in their order, their common opinion, the second one and the trend. */
    public List<DecisionStep> steps() {
        List<DecisionStep> steps = new ArrayList<>();
        for (int index = 0; index < strategies.length; index++) {
            steps.add(
                    new DecisionStep(strategies[index].name(), signals[index].toString(), strategies[index].explain()));
        }
        steps.add(new DecisionStep("together", aggregated.toString(), ""));
        steps.add(new DecisionStep("second_opinion", fused.toString(), fusion.explain()));
        steps.add(new DecisionStep(
                "trend", trendFilter.allowsLong() ? "long allowed" : "long forbidden", trendFilter.explain()));
        return steps;
    }

    /** One line per step, from the strategies to the decision. */
    public String explain() {
        StringBuilder words = new StringBuilder();
        for (int index = 0; index < strategies.length; index++) {
            words.append(strategies[index].name())
                    .append(": ")
                    .append(signals[index])
                    .append(" (")
                    .append(strategies[index].explain())
                    .append(")\n");
        }
        return words.append("together: ")
                .append(aggregated)
                .append("\nwith second opinion: ")
                .append(fused)
                .append(" (")
                .append(fusion.explain())
                .append(")\ntrend: ")
                .append(trendFilter.allowsLong() ? "long allowed" : "long forbidden")
                .append(" (")
                .append(trendFilter.explain())
                .append(")\ndecision: ")
                .append(decision.signal())
                .append(" (")
                .append(decision.reason().code())
                .append(')')
                .toString();
    }
}
