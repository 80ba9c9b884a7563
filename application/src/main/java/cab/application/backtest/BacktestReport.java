package cab.application.backtest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A backtest as it is handed to somebody. Immutable.
 *
 * @param result what happened
 * @param metrics all numbers of it
 * @param costRuns the same at other costs, in the order of their factor; empty where it was not asked for
 * @param cautions what speaks against it, in words
 * @param assumptions what the exchange was taken to be like
 * @param settings the settings it was run with, by name, without secrets
 * @param version of the program
 */
public record BacktestReport(
        BacktestResult result,
        List<Metric> metrics,
        List<CostRun> costRuns,
        List<Caution> cautions,
        Assumptions assumptions,
        SequencedMap<String, String> settings,
        String version)
        implements AccountReport {

    public BacktestReport {
        metrics = List.copyOf(metrics);
        costRuns = List.copyOf(costRuns);
        cautions = List.copyOf(cautions);
        settings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(settings));
    }

    /** The report of {@code result}, which was run at factor 1. */
    public static BacktestReport of(
            BacktestResult result,
            List<CostRun> costRuns,
            Assumptions assumptions,
            SequencedMap<String, String> settings,
            String version) {
        return new BacktestReport(
                result, Metrics.of(result), costRuns, Cautions.of(result, costRuns), assumptions, settings, version);
    }
}
