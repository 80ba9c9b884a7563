package cab.infrastructure.study;

import cab.application.optimize.Dimension;
import cab.application.optimize.Doubt;
import cab.application.optimize.Findings;
import cab.application.optimize.HeatMap;
import cab.application.optimize.Importance;
import cab.application.optimize.StudyPlan;
import cab.application.optimize.StudyResult;
import cab.application.optimize.Trial;
import cab.application.optimize.TrialFigures;
import cab.application.optimize.TrialOutcome;
import cab.application.optimize.WalkForwardResult;
import cab.infrastructure.html.HtmlWriter;
import cab.infrastructure.html.StandalonePage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** A study as one HTML page that needs nothing else: no network, no script. Owned by one thread. */
public final class StudyPage {

    /** Shades of the map, from the worst to the best. */
    private static final List<String> SHADES = List.of(
            "heat-down-5",
            "heat-down-4",
            "heat-down-3",
            "heat-down-2",
            "heat-down-1",
            "heat-0",
            "heat-up-1",
            "heat-up-2",
            "heat-up-3",
            "heat-up-4",
            "heat-up-5");

    private final String title;
    private final HtmlWriter body = new HtmlWriter();

    private StudyPage(String title) {
        this.title = title;
        body.open("main").element("h1", title);
    }

    /**
     * The page of a search.
     *
     * @param title what was searched
     * @param repeat the command that repeats the best trial
     */
    public static String of(
            String title, StudyResult result, Findings findings, Optional<Doubt> doubt, Optional<String> repeat) {
        StudyPage page = new StudyPage(title);
        page.paragraph(result.trials().size() + " trials by "
                + result.plan().sampler().word() + " of "
                + result.plan().space().size() + " combinations: "
                + result.evaluated() + " run, " + result.refused() + " refused, " + result.failed() + " failed, "
                + result.notCounted() + " with too few trades to count.");
        doubt.ifPresent(doubts -> {
            page.heading("How much of it is luck");
            doubts.words().forEach(page::paragraph);
        });
        page.heading("The best");
        page.best(result.plan(), findings);
        HeatMap.of(result).ifPresent(page::map);
        page.heading("What matters by itself");
        List<List<String>> rows = new ArrayList<>();
        for (Importance importance : findings.importances()) {
            rows.add(List.of(importance.name(), String.format(Locale.ROOT, "%.0f %%", importance.share() * 100)));
        }
        page.table(List.of("setting", "share of the differences"), rows);
        return page.end(repeat, "Repeat the best");
    }

    /** The page of a walk forward. */
    public static String of(String title, WalkForwardResult result, Optional<String> repeat) {
        StudyPage page = new StudyPage(title);
        result.words().forEach(page::paragraph);
        page.heading("Windows");
        List<String> header = new ArrayList<>(
                List.of("traded from", "to", result.plan().goal().objective().word(), "return %", "trades"));
        header.addAll(names(result.plan()));
        List<List<String>> rows = new ArrayList<>();
        for (WalkForwardResult.Step window : result.windows()) {
            List<String> row = new ArrayList<>();
            row.add(window.testFrom().toString());
            row.add(window.testTo().toString());
            row.add(number(window.chosen().map(result.plan().goal()::of).orElse(OptionalDouble.empty())));
            row.add(window.traded()
                    .map(figures -> number(figures.returnPercent()))
                    .orElse("none"));
            row.add(window.traded()
                    .map(figures -> String.valueOf(figures.trades()))
                    .orElse("none"));
            row.addAll(window.chosen()
                    .map(trial -> List.copyOf(
                            result.plan().space().settings(trial.point()).values()))
                    .orElseGet(() -> names(result.plan()).stream().map(_ -> "").toList()));
            rows.add(row);
        }
        page.table(header, rows);
        return page.end(repeat, "The choice of the last window");
    }

    private static List<String> names(StudyPlan plan) {
        return plan.space().dimensions().stream().map(Dimension::name).toList();
    }

    private void best(StudyPlan plan, Findings findings) {
        List<String> header = new ArrayList<>(List.of(
                "trial", plan.goal().objective().word(), "around", "return %", "drawdown %", "sharpe", "trades"));
        header.addAll(names(plan));
        List<List<String>> rows = new ArrayList<>();
        for (int rank = 0; rank < findings.best().size(); rank++) {
            Trial trial = findings.best().get(rank);
            if (trial.outcome() instanceof TrialOutcome.Evaluated(TrialFigures figures, var _)) {
                List<String> row = new ArrayList<>();
                row.add(String.valueOf(trial.number()));
                row.add(number(plan.goal().of(trial)));
                row.add(number(findings.neighbourhoods().get(rank).median()));
                row.add(number(figures.returnPercent()));
                row.add(number(figures.maxDrawdownPercent()));
                row.add(number(figures.sharpe()));
                row.add(String.valueOf(figures.trades()));
                row.addAll(plan.space().settings(trial.point()).values());
                rows.add(row);
            }
        }
        table(header, rows);
    }

    private void map(HeatMap map) {
        heading("Mean objective: " + map.across() + " across, " + map.down() + " downwards");
        double[] values = map.cells().stream()
                .flatMap(List::stream)
                .flatMapToDouble(OptionalDouble::stream)
                .sorted()
                .toArray();
        body.open("div", "class", "scroll").open("table", "class", "heat").open("thead");
        header("", map.columns());
        body.close().open("tbody");
        for (int row = 0; row < map.rows().size(); row++) {
            body.open("tr").element("th", map.rows().get(row), "scope", "row");
            for (OptionalDouble cell : map.cells().get(row)) {
                if (cell.isEmpty()) {
                    body.single("td");
                } else {
                    body.element("td", number(cell), "class", shade(cell.getAsDouble(), values));
                }
            }
            body.close();
        }
        body.close().close().close();
        body.element(
                "p",
                "From red, the worst, to green, the best. A green field is a plateau, a green cell alone is likely to be"
                        + " luck; what was refused or not tried is empty.",
                "class",
                "muted");
    }

    /** By rank, so that one outlier does not take the colour of all others. */
    private static String shade(double value, double[] sorted) {
        int rank = 0;
        while (rank < sorted.length - 1 && sorted[rank] < value) {
            rank++;
        }
        return sorted.length < 2
                ? "heat-0"
                : SHADES.get(Math.round((SHADES.size() - 1) * (float) rank / (sorted.length - 1)));
    }

    private void header(String corner, List<String> names) {
        body.open("tr").element("th", corner, "scope", "col");
        names.forEach(name -> body.element("th", name, "scope", "col"));
        body.close();
    }

    private void table(List<String> header, List<List<String>> rows) {
        body.open("div", "class", "scroll").open("table").open("thead");
        header(header.getFirst(), header.subList(1, header.size()));
        body.close().open("tbody");
        for (List<String> row : rows) {
            body.open("tr");
            row.forEach(cell -> body.element("td", cell));
            body.close();
        }
        body.close().close().close();
    }

    private void heading(String text) {
        body.element("h2", text);
    }

    private void paragraph(String text) {
        body.element("p", text);
    }

    private String end(Optional<String> repeat, String heading) {
        repeat.ifPresent(line -> {
            heading(heading);
            body.open("p").element("code", line).close();
        });
        body.close();
        return new StandalonePage(title).with(body);
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "none";
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "none";
    }
}
