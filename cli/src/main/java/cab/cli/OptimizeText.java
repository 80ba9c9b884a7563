package cab.cli;

import cab.application.optimize.Dimension;
import cab.application.optimize.StudyPlan;
import cab.application.optimize.StudyResult;
import cab.application.optimize.Trial;
import cab.application.optimize.TrialFigures;
import cab.application.optimize.TrialOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A study as text and as a JSON document. */
final class OptimizeText {

    private OptimizeText() {}

    /** What is about to be searched, in a line. */
    static String plan(StudyPlan plan) {
        return plan.trials() + " trials by " + plan.sampler().word() + " of "
                + plan.space().size()
                + " combinations, for " + plan.goal().objective().word() + " with at least "
                + plan.goal().tradesMin() + " trades, seed " + plan.seed();
    }

    static String table(OptimizeProgram.Outcome outcome, int top) {
        StudyResult result = outcome.result();
        StringBuilder text = new StringBuilder();
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(
                List.of("", result.plan().goal().objective().word(), "return %", "drawdown %", "sharpe", "trades"));
        List<String> prefixes = shortNames(result.plan());
        header.addAll(prefixes);
        rows.add(header);
        List<Trial> ranking = result.ranking();
        for (int rank = 0; rank < Math.min(top, ranking.size()); rank++) {
            rows.add(row(rank + 1, ranking.get(rank), result.plan()));
        }
        text.append(columns(rows));
        text.append(counts(outcome)).append('\n');
        if (ranking.isEmpty()) {
            text.append("No trial counts: all were refused, or had fewer than ")
                    .append(result.plan().goal().tradesMin())
                    .append(" trades.\n");
        }
        outcome.repeat()
                .ifPresent(line -> text.append("repeat the best: ").append(line).append('\n'));
        return text.toString().stripTrailing();
    }

    private static String counts(OptimizeProgram.Outcome outcome) {
        StudyResult result = outcome.result();
        double seconds = Math.max(1e-3, outcome.elapsed().toNanos() / 1e9);
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%d trials in %.1f s (%.0f a second over %d candles)",
                result.trials().size(),
                seconds,
                result.trials().size() / seconds,
                outcome.candles()));
        line.append(": ").append(result.evaluated()).append(" run");
        if (result.evaluated() > 0) {
            line.append(" (").append(result.fast()).append(" by the fast path)");
        }
        if (result.notCounted() > 0) {
            line.append(", ")
                    .append(result.notCounted())
                    .append(" of them with fewer than ")
                    .append(result.plan().goal().tradesMin())
                    .append(" trades or without ")
                    .append(result.plan().goal().objective().word());
        }
        if (result.refused() > 0) {
            line.append(", ").append(result.refused()).append(" refused by the settings");
        }
        if (result.failed() > 0) {
            line.append(", ").append(result.failed()).append(" failed");
        }
        if (!result.isComplete()) {
            line.append("; stopped before the end");
        }
        return line.toString();
    }

    private static List<String> row(int rank, Trial trial, StudyPlan plan) {
        List<String> row = new ArrayList<>();
        row.add(String.valueOf(rank));
        row.add(number(plan.goal().of(trial), 4));
        TrialFigures figures = figures(trial);
        row.add(number(OptionalDouble.of(figures.returnPercent()), 2));
        row.add(number(OptionalDouble.of(figures.maxDrawdownPercent()), 2));
        row.add(number(figures.sharpe(), 2));
        row.add(String.valueOf(figures.trades()));
        row.addAll(plan.space().settings(trial.point()).values());
        return row;
    }

    static TrialFigures figures(Trial trial) {
        return switch (trial.outcome()) {
            case TrialOutcome.Evaluated(TrialFigures figures, var _) -> figures;
            case TrialOutcome.Refused _, TrialOutcome.Failed _ ->
                throw new IllegalArgumentException("trial must have been run: " + trial);
        };
    }

    /** What tells the settings apart, once the words that all begin with are left out. */
    private static List<String> shortNames(StudyPlan plan) {
        List<String> names =
                plan.space().dimensions().stream().map(Dimension::name).toList();
        String common = names.getFirst();
        for (String name : names) {
            while (!name.startsWith(common)) {
                common = common.substring(0, common.length() - 1);
            }
        }
        int cut = names.size() == 1 ? 0 : common.lastIndexOf('_') + 1;
        return names.stream()
                .map(name -> name.substring(cut).toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Columns as wide as their widest cell, numbers to the right. */
    private static String columns(List<List<String>> rows) {
        int count = rows.getFirst().size();
        int[] widths = new int[count];
        for (List<String> row : rows) {
            for (int column = 0; column < count; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < count; column++) {
                text.append(" ".repeat(widths[column] - row.get(column).length() + (column == 0 ? 0 : 2)))
                        .append(row.get(column));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String number(OptionalDouble value, int digits) {
        return value.isPresent() ? String.format(Locale.ROOT, "%." + digits + "f", value.getAsDouble()) : "none";
    }

    static Map<String, @Nullable Object> document(OptimizeProgram.Outcome outcome, int top) {
        StudyResult result = outcome.result();
        StudyPlan plan = result.plan();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("sampler", plan.sampler().word());
        document.put("objective", plan.goal().objective().word());
        document.put("min_trades", plan.goal().tradesMin());
        document.put("seed", plan.seed());
        document.put("combinations", plan.space().size());
        document.put("candles", outcome.candles());
        document.put("trials", result.trials().size());
        document.put("complete", result.isComplete());
        document.put("evaluated", result.evaluated());
        document.put("not_counted", result.notCounted());
        document.put("refused", result.refused());
        document.put("failed", result.failed());
        document.put("fast", result.fast());
        document.put("why_not_fast", result.whyNotFast());
        document.put(
                "best",
                result.ranking().stream()
                        .limit(top)
                        .map(trial -> document(trial, plan))
                        .toList());
        document.put("repeat", outcome.repeat().orElse(null));
        document.put("elapsed_ms", outcome.elapsed().toMillis());
        return document;
    }

    private static Map<String, @Nullable Object> document(Trial trial, StudyPlan plan) {
        TrialFigures figures = figures(trial);
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("trial", trial.number());
        document.put("objective", rounded(plan.goal().of(trial)));
        document.put("settings", plan.space().settings(trial.point()));
        document.put("return_percent", rounded(OptionalDouble.of(figures.returnPercent())));
        document.put("max_drawdown_percent", rounded(OptionalDouble.of(figures.maxDrawdownPercent())));
        document.put("sharpe", rounded(figures.sharpe()));
        document.put("sortino", rounded(figures.sortino()));
        document.put("calmar", rounded(figures.calmar()));
        document.put("profit_factor", rounded(figures.profitFactor()));
        document.put("trades", figures.trades());
        document.put("wins", figures.wins());
        document.put("exposure_percent", rounded(OptionalDouble.of(figures.exposurePercent())));
        return document;
    }

    private static @Nullable Double rounded(OptionalDouble value) {
        double number = value.orElse(Double.NaN);
        return Double.isFinite(number) ? Math.round(number * 1e6) / 1e6 : null;
    }
}
