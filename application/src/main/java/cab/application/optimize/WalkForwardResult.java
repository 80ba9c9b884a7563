package cab.application.optimize;

import cab.domain.money.Money;
import cab.domain.statistics.Moments;
import cab.domain.statistics.SharpeEvidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What came of a walk forward: the stretches that were traded, put one behind the other. Immutable.
 *
 * @param plan what was searched in each window
 * @param windows one behind the other
 * @param initialCash what the first window began with; each further one with what the one before ended with
 * @param finalEquity what the last ended with
 * @param maxDrawdownPercent largest fall of the chained equity
 * @param sharpe of the chained daily returns, yearly
 * @param aboveZero the probability that the true Sharpe ratio is above zero: what is traded was never searched, so the
 *     number of trials does not weaken it
 * @param trades round trips of all windows
 * @param isComplete whether every window was seen through
 */
public record WalkForwardResult(
        StudyPlan plan,
        List<Step> windows,
        Money initialCash,
        Money finalEquity,
        double maxDrawdownPercent,
        OptionalDouble sharpe,
        double aboveZero,
        int trades,
        boolean isComplete) {

    public WalkForwardResult {
        windows = List.copyOf(windows);
    }

    /**
     * One window.
     *
     * @param trainFrom opening of the first candle that was searched
     * @param testFrom opening of the first candle that was traded
     * @param testTo close of the last
     * @param chosen the best trial of the search; empty when none counts, and nothing is traded
     * @param traded what came of it; empty likewise
     * @param search how many trials went which way
     */
    public record Step(
            Instant trainFrom,
            Instant testFrom,
            Instant testTo,
            Optional<Trial> chosen,
            Optional<TrialFigures> traded,
            StudyResult search) {}

    static double aboveZero(double[] daily) {
        Moments shape = Moments.of(daily);
        return SharpeEvidence.probabilityAbove(0, shape.sharpe(), shape);
    }

    /** Of all windows together. */
    public double returnPercent() {
        return (finalEquity.amount().doubleValue() / initialCash.amount().doubleValue() - 1) * 100;
    }

    /** Windows that earned something, of those that were traded. */
    public int winningWindows() {
        return (int) windows.stream()
                .flatMap(window -> window.traded().stream())
                .filter(figures -> figures.returnPercent() > 0)
                .count();
    }

    /**
     * What is left of the promise: yearly return when traded, over yearly return when searched, averages of all
     * windows; empty when the search promised nothing.
     */
    public OptionalDouble efficiency() {
        double promised = 0;
        double kept = 0;
        for (Step window : windows) {
            if (window.chosen().isPresent()
                    && window.chosen().get().outcome() instanceof TrialOutcome.Evaluated(var figures, var _)) {
                promised += StrictMath.log1p(figures.yearlyReturnPercent() / 100);
                kept += window.traded()
                        .map(traded -> StrictMath.log1p(traded.yearlyReturnPercent() / 100))
                        .orElse(0.0);
            }
        }
        return promised > 0 && Double.isFinite(kept) ? OptionalDouble.of(kept / promised) : OptionalDouble.empty();
    }

    /** For each setting the values that the windows chose, in the order of the windows. */
    public Map<String, List<String>> choices() {
        Map<String, List<String>> choices = new LinkedHashMap<>();
        for (Step window : windows) {
            window.chosen()
                    .ifPresent(trial -> plan.space()
                            .settings(trial.point())
                            .forEach((name, value) -> choices.computeIfAbsent(name, _ -> new ArrayList<>())
                                    .add(value)));
        }
        return choices;
    }

    /**
     * How often neighbouring windows chose another value, 0 to 1, by setting: what is stable is more likely to be real.
     */
    public Map<String, Double> unrest() {
        Map<String, Double> unrest = new LinkedHashMap<>();
        choices().forEach((name, values) -> {
            int changes = 0;
            for (int index = 1; index < values.size(); index++) {
                changes += values.get(index).equals(values.get(index - 1)) ? 0 : 1;
            }
            unrest.put(name, values.size() < 2 ? 0 : (double) changes / (values.size() - 1));
        });
        return unrest;
    }

    /** The same in plain words, one sentence each. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        long traded =
                windows.stream().filter(window -> window.traded().isPresent()).count();
        words.add(String.format(
                Locale.ROOT,
                "On candles that were never searched it returned %.2f %% with a drawdown of %.2f %% and %d trades;"
                        + " %d of %d windows won.",
                returnPercent(),
                maxDrawdownPercent,
                trades,
                winningWindows(),
                traded));
        words.add(String.format(
                Locale.ROOT, "Its true Sharpe ratio is above zero with probability %.0f %%.", aboveZero * 100));
        efficiency()
                .ifPresentOrElse(
                        share -> words.add(String.format(
                                Locale.ROOT, "It kept %.0f %% of what the searches promised.", share * 100)),
                        () -> words.add("The searches promised nothing."));
        unrest().forEach((name, share) ->
                words.add(String.format(Locale.ROOT, "%s changed in %.0f %% of the steps.", name, share * 100)));
        return words;
    }
}
