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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** A study as one HTML page that needs nothing else: no network, no script. Owned by one thread. */
public final class StudyPage {

    private static final String STYLE = """
            body{font:15px/1.45 system-ui,sans-serif;margin:0 auto;max-width:1000px;padding:1rem;color:#1c2330;background:#fff}
            h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}
            .scroll{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
            th,td{padding:.25rem .6rem;text-align:right;border-bottom:1px solid #d8dde6;white-space:nowrap}
            .map td,.map th{padding:.15rem .3rem;font-size:.75rem;border:0;text-align:center}
            code{display:block;overflow-x:auto;padding:.6rem;background:#f1f3f7;white-space:pre}
            .muted{color:#5a6474}
            @media (prefers-color-scheme:dark){body{color:#e4e8ef;background:#12161d}th,td{border-color:#333b48}
            code{background:#1d232d}.muted{color:#98a2b3}.map td{color:#10141a}}
            """;

    private final StringBuilder html = new StringBuilder();

    private StudyPage(String title) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>")
                .append(escaped(title))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>")
                .append(escaped(title))
                .append("</h1>\n");
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
        html.append("<div class=\"scroll\"><table class=\"map\"><tr><th></th>");
        map.columns()
                .forEach(label -> html.append("<th>").append(escaped(label)).append("</th>"));
        html.append("</tr>\n");
        for (int row = 0; row < map.rows().size(); row++) {
            html.append("<tr><th>").append(escaped(map.rows().get(row))).append("</th>");
            for (OptionalDouble cell : map.cells().get(row)) {
                html.append(cell.isEmpty() ? "<td></td>" : cell(cell.getAsDouble(), values));
            }
            html.append("</tr>\n");
        }
        html.append(
                "</table></div><p class=\"muted\">From red, the worst, over yellow to green, the best. A green field"
                        + " is a plateau, a green cell alone is likely to be luck; what was refused or not tried is empty.</p>\n");
    }

    /** Coloured by rank, so that one outlier does not take the colour of all others. */
    private static String cell(double value, double[] sorted) {
        int rank = 0;
        while (rank < sorted.length - 1 && sorted[rank] < value) {
            rank++;
        }
        int hue = sorted.length < 2 ? 60 : 120 * rank / (sorted.length - 1);
        return String.format(Locale.ROOT, "<td style=\"background:hsl(%d 65%% 72%%)\">%s</td>", hue, number(value));
    }

    private void table(List<String> header, List<List<String>> rows) {
        html.append("<div class=\"scroll\"><table><tr>");
        header.forEach(name -> html.append("<th>").append(escaped(name)).append("</th>"));
        html.append("</tr>\n");
        for (List<String> row : rows) {
            html.append("<tr>");
            row.forEach(cell -> html.append("<td>").append(escaped(cell)).append("</td>"));
            html.append("</tr>\n");
        }
        html.append("</table></div>\n");
    }

    private void heading(String text) {
        html.append("<h2>").append(escaped(text)).append("</h2>\n");
    }

    private void paragraph(String text) {
        html.append("<p>").append(escaped(text)).append("</p>\n");
    }

    private String end(Optional<String> repeat, String title) {
        repeat.ifPresent(line -> {
            heading(title);
            html.append("<code>").append(escaped(line)).append("</code>\n");
        });
        return html.append("</body></html>\n").toString();
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "none";
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "none";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
