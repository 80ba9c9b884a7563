package cab.application.optimize;

import java.util.Comparator;
import java.util.OptionalDouble;

/**
 * What a search is after. Immutable.
 *
 * @param objective what is made large
 * @param tradesMin a trial with fewer trades does not count: a few lucky ones prove nothing
 */
public record Goal(Objective objective, int tradesMin) {

    public Goal {
        if (tradesMin < 0) {
            throw new IllegalArgumentException("least number of trades must be 0 or more, was " + tradesMin);
        }
    }

    /** How good the trial is; empty when it does not count. */
    public OptionalDouble of(Trial trial) {
        return switch (trial.outcome()) {
            case TrialOutcome.Evaluated(TrialFigures figures, var _) ->
                figures.trades() < tradesMin ? OptionalDouble.empty() : finite(objective.of(figures));
            case TrialOutcome.Refused _, TrialOutcome.Failed _ -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble finite(OptionalDouble value) {
        return value.isPresent() && Double.isFinite(value.getAsDouble()) ? value : OptionalDouble.empty();
    }

    /** The best first; equal ones in the order of their numbers; those that do not count last. */
    public Comparator<Trial> bestFirst() {
        return Comparator.<Trial>comparingDouble(trial -> -of(trial).orElse(Double.NEGATIVE_INFINITY))
                .thenComparingInt(Trial::number);
    }
}
