package cab.cli;

import cab.application.backtest.AccountReport;
import cab.application.backtest.AccountResult;
import cab.application.backtest.CostRun;
import cab.application.backtest.Metric;
import cab.application.backtest.MetricWords;
import cab.domain.market.Symbol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A backtest's report for a terminal of 80 columns: what matters first, then all of it by groups. */
final class BacktestTable {

    private static final int WIDTH = 80;
    private static final int GAP = 4;
    private static final int CELL = (WIDTH - GAP) / 2;

    private static final List<String> FIRST = List.of(
            "absolute_profit",
            "max_drawdown_percent",
            "return_percent",
            "sharpe",
            "buy_and_hold_percent",
            "profit_factor",
            "trades",
            "costs_paid",
            "win_rate_percent",
            "exposure_percent");

    private final AccountReport report;
    private final AccountResult result;
    private final StringBuilder text = new StringBuilder();

    BacktestTable(AccountReport report) {
        this.report = report;
        this.result = report.result();
    }

    /** @param parts lines that stand before the groups: what the whole is made of */
    String text(List<String> parts, Duration elapsed, double candlesPerSecond) {
        List<Symbol> symbols = result.symbols();
        String what = symbols.size() == 1 ? symbols.getFirst() + " " : symbols.size() + " symbols, ";
        line(what + result.timeframe() + ", " + String.join(", ", result.strategies()));
        line(MetricWords.moment(result.from()) + " to " + MetricWords.moment(result.to()) + " UTC, "
                + String.format(Locale.ROOT, "%,d", result.played()) + " candles");
        line(MetricWords.amount(result.initialEquity()) + " became " + MetricWords.amount(result.finalEquity()));
        line("");
        pairs(FIRST.stream()
                .map(name -> report.metrics().stream()
                        .filter(metric -> metric.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList());
        warnings();
        costRuns();
        parts.forEach(this::line);
        for (Metric.Group group : Metric.Group.values()) {
            heading(group.title());
            pairs(report.metrics().stream()
                    .filter(metric -> metric.group() == group && !FIRST.contains(metric.name()))
                    .toList());
        }
        ending(BacktestText.speed(elapsed, candlesPerSecond));
        return text.toString().stripTrailing();
    }

    private void warnings() {
        if (!report.cautions().isEmpty()) {
            line("");
            BacktestText.warnings(report).forEach(this::wrapped);
        }
    }

    private void costRuns() {
        if (report.costRuns().isEmpty()) {
            return;
        }
        heading("At other costs (fee, spread and slippage multiplied, run again)");
        line(String.format(Locale.ROOT, "%-7s %22s %14s %10s %9s", "costs", "final", "return", "drawdown", "trades"));
        for (CostRun run : report.costRuns()) {
            line(BacktestText.costRun(run));
        }
    }

    private void ending(String speed) {
        heading("Entries refused, by rule");
        if (result.blocked().isEmpty()) {
            line("none");
        }
        for (Map.Entry<String, Long> rule : result.blocked().entrySet()) {
            line(cell(rule.getKey(), String.format(Locale.ROOT, "%,d", rule.getValue()), CELL));
        }
        line("");
        wrapped("assumed: " + BacktestText.assumed(report.assumptions()));
        line("speed: " + speed);
        line("decision hash " + result.decisionHash());
    }

    private void heading(String title) {
        line("");
        line(title);
        line("-".repeat(title.length()));
    }

    /** Two to a line; one that is too long for half a line has a whole one. */
    private void pairs(List<Metric> metrics) {
        List<String> cells = new ArrayList<>();
        for (Metric metric : metrics) {
            String value = MetricWords.of(metric.value());
            boolean fits = metric.label().length() + 1 + value.length() <= CELL;
            if (fits && cells.size() == 1) {
                line(cells.removeFirst() + " ".repeat(GAP) + cell(metric.label(), value, CELL));
            } else if (fits) {
                cells.add(cell(metric.label(), value, CELL));
            } else {
                cells.forEach(this::line);
                cells.clear();
                line(cell(metric.label(), value, WIDTH));
            }
        }
        cells.forEach(this::line);
    }

    private static String cell(String label, String value, int width) {
        return label + " ".repeat(Math.max(1, width - label.length() - value.length())) + value;
    }

    private void wrapped(String words) {
        String rest = words;
        String indent = "";
        while (indent.length() + rest.length() > WIDTH) {
            int space = rest.lastIndexOf(' ', WIDTH - indent.length());
            if (space <= 0) {
                break;
            }
            line(indent + rest.substring(0, space));
            rest = rest.substring(space + 1);
            indent = "  ";
        }
        line(indent + rest);
    }

    private void line(String words) {
        text.append(words.stripTrailing()).append('\n');
    }
}
