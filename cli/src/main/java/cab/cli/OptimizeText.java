package cab.cli;

import cab.application.optimize.Dimension;
import cab.application.optimize.Findings;
import cab.application.optimize.Importance;
import cab.application.optimize.StudyPlan;
import cab.application.optimize.StudyResult;
import cab.application.optimize.Trial;
import cab.application.optimize.TrialFigures;
import cab.application.optimize.TrialOutcome;
import cab.application.optimize.WalkForwardResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A study as text. */
final class OptimizeText {

    private OptimizeText() {}

    /** What is about to be searched, in a line. */
    static String plan(OptimizeProgram.Planned planned) {
        StudyPlan plan = planned.plan();
        return plan.trials() + " trials by " + plan.sampler().word() + " of "
                + plan.space().size() + " combinations"
                + (planned.windows() > 1 ? " in each of " + planned.windows() + " windows" : "") + ", for "
                + plan.goal().objective().word() + " with at least "
                + plan.goal().tradesMin() + " trades, seed "
                + plan.seed()
                + (planned.known() > 0 ? "; " + planned.known() + " were run before" : "");
    }

    static String list(List<OptimizeProgram.Summary> studies) {
        if (studies.isEmpty()) {
            return "no studies are kept";
        }
        TextTable table = new TextTable(List.of("study", "trials", "best", "what"));
        studies.forEach(study -> table.add(List.of(
                study.name(),
                study.fault().isEmpty() ? study.done() + "/" + study.planned() : "",
                study.fault().isEmpty() ? number(study.best(), 4) : "",
                study.fault().isEmpty() ? study.what() : study.fault())));
        return table.toString().stripTrailing();
    }

    static String of(OptimizeProgram.Outcome outcome) {
        return switch (outcome) {
            case OptimizeProgram.Searched searched -> searched(searched);
            case OptimizeProgram.Walked walked -> walked(walked);
        };
    }

    private static String searched(OptimizeProgram.Searched outcome) {
        StudyResult result = outcome.result();
        Findings findings = outcome.findings();
        StringBuilder text = new StringBuilder();
        List<String> header = new ArrayList<>(List.of(
                "", result.plan().goal().objective().word(), "around", "return %", "drawdown %", "sharpe", "trades"));
        header.addAll(shortNames(result.plan()));
        TextTable table = new TextTable(header);
        for (int rank = 0; rank < findings.best().size(); rank++) {
            table.add(row(
                    rank + 1,
                    findings.best().get(rank),
                    findings.neighbourhoods().get(rank).median(),
                    result.plan()));
        }
        text.append(table);
        text.append(counts(List.of(result), outcome)).append('\n');
        if (!result.isComplete()) {
            text.append("It was stopped before its end.\n");
        }
        if (findings.best().isEmpty()) {
            text.append("No trial counts: all were refused, or had fewer than ")
                    .append(result.plan().goal().tradesMin())
                    .append(" trades.\n");
        } else {
            landscape(findings, result.plan(), text);
        }
        outcome.doubt()
                .ifPresent(
                        doubt -> doubt.words().forEach(line -> text.append(line).append('\n')));
        outcome.repeat()
                .ifPresent(line -> text.append("repeat the best: ").append(line).append('\n'));
        return text.toString().stripTrailing();
    }

    private static void landscape(Findings findings, StudyPlan plan, StringBuilder text) {
        text.append(
                findings.neighbourhoods().getFirst().isPlateau()
                        ? "The best stands on a plateau: its neighbours are good, too (column around).\n"
                        : "The best is a lonely peak: its neighbours are no better than most (column around).\n");
        Optional<Trial> sturdiest = findings.sturdiest()
                .filter(trial -> trial.number() != findings.best().getFirst().number());
        sturdiest.ifPresent(trial -> text.append("The best neighbourhood is that of ")
                .append(plan.space().settings(trial.point()).entrySet().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(" ")))
                .append(", with ")
                .append(plan.goal().objective().word())
                .append(' ')
                .append(number(plan.goal().of(trial), 4))
                .append(".\n"));
        text.append("What matters by itself: ")
                .append(findings.importances().stream().map(OptimizeText::words).collect(Collectors.joining(", ")))
                .append(" of the differences.\n");
    }

    private static String words(Importance importance) {
        return String.format(Locale.ROOT, "%s %.0f %%", importance.name(), importance.share() * 100);
    }

    private static String walked(OptimizeProgram.Walked outcome) {
        WalkForwardResult result = outcome.result();
        StringBuilder text = new StringBuilder();
        List<String> header = new ArrayList<>(List.of(
                "traded from", "to", result.plan().goal().objective().word(), "return %", "drawdown %", "trades"));
        header.addAll(shortNames(result.plan()));
        TextTable table = new TextTable(header);
        result.windows().forEach(window -> table.add(row(window, result.plan())));
        text.append(table);
        text.append(counts(
                        result.windows().stream()
                                .map(WalkForwardResult.Step::search)
                                .toList(),
                        outcome))
                .append('\n');
        if (!result.isComplete()) {
            text.append("It was stopped before its end.\n");
        }
        result.words().forEach(line -> text.append(line).append('\n'));
        outcome.repeat()
                .ifPresent(line -> text.append("the choice of the last window: ")
                        .append(line)
                        .append('\n'));
        return text.toString().stripTrailing();
    }

    private static List<String> row(WalkForwardResult.Step window, StudyPlan plan) {
        List<String> row = new ArrayList<>(List.of(day(window.testFrom()), day(window.testTo())));
        row.add(number(window.chosen().map(plan.goal()::of).orElse(OptionalDouble.empty()), 4));
        row.add(number(figure(window.traded().map(TrialFigures::returnPercent)), 2));
        row.add(number(figure(window.traded().map(TrialFigures::maxDrawdownPercent)), 2));
        row.add(window.traded().map(figures -> String.valueOf(figures.trades())).orElse("none"));
        row.addAll(window.chosen()
                .map(trial -> List.copyOf(plan.space().settings(trial.point()).values()))
                .orElseGet(() -> plan.space().dimensions().stream().map(_ -> "").toList()));
        return row;
    }

    private static OptionalDouble figure(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static String day(Instant instant) {
        return instant.toString().substring(0, "2026-01-01".length());
    }

    private static String counts(List<StudyResult> results, OptimizeProgram.Outcome outcome) {
        int trials = results.stream().mapToInt(result -> result.trials().size()).sum();
        int evaluated = results.stream().mapToInt(StudyResult::evaluated).sum();
        double seconds = Math.max(1e-3, outcome.elapsed().toNanos() / 1e9);
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%d trials in %.1f s (%.0f a second over %d candles): %d run",
                trials,
                seconds,
                trials / seconds,
                outcome.candles(),
                evaluated));
        if (evaluated > 0) {
            line.append(" (")
                    .append(results.stream().mapToInt(StudyResult::fast).sum())
                    .append(" by the fast path)");
        }
        count(line, results.stream().mapToInt(StudyResult::notCounted).sum(), "of them with too few trades to count");
        count(line, results.stream().mapToInt(StudyResult::refused).sum(), "refused by the settings");
        count(line, results.stream().mapToInt(StudyResult::failed).sum(), "failed");
        results.stream()
                .flatMap(result -> result.whyNotFast().keySet().stream())
                .distinct()
                .limit(3)
                .forEach(reason -> line.append("\n  not by the fast path: ").append(reason));
        return line.toString();
    }

    private static void count(StringBuilder line, int count, String what) {
        if (count > 0) {
            line.append(", ").append(count).append(' ').append(what);
        }
    }

    private static List<String> row(int rank, Trial trial, double around, StudyPlan plan) {
        List<String> row = new ArrayList<>();
        row.add(String.valueOf(rank));
        row.add(number(plan.goal().of(trial), 4));
        row.add(number(Double.isNaN(around) ? OptionalDouble.empty() : OptionalDouble.of(around), 4));
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

    private static String number(OptionalDouble value, int digits) {
        return value.isPresent() ? String.format(Locale.ROOT, "%." + digits + "f", value.getAsDouble()) : "none";
    }
}
