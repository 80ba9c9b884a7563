package cab.infrastructure.report;

import cab.application.backtest.AccountReport;
import cab.application.backtest.AccountResult;
import cab.application.backtest.Assumptions;
import cab.application.backtest.Caution;
import cab.application.backtest.CostRun;
import cab.application.backtest.Metric;
import cab.application.backtest.MetricValue;
import cab.application.backtest.MetricWords;
import cab.application.backtest.PeriodReturn;
import cab.application.backtest.Periods;
import cab.application.backtest.RoundTrip;
import cab.infrastructure.html.Bars;
import cab.infrastructure.html.HeatTable;
import cab.infrastructure.html.Histogram;
import cab.infrastructure.html.HtmlWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The parts of a report's page that are alike for one symbol and for several. Owned by one thread. */
final class ReportSections {

    /** Later trades are left out of the list, and the page says so. */
    static final int TRADES_MOST = 10_000;

    private static final List<String> FIRST = List.of(
            "absolute_profit",
            "return_percent",
            "buy_and_hold_percent",
            "max_drawdown_percent",
            "sharpe",
            "profit_factor",
            "trades",
            "win_rate_percent",
            "costs_paid",
            "exposure_percent");

    private static final List<String> TRADE_COLUMNS = List.of(
            "entry",
            "exit",
            "bought at",
            "sold at",
            "quantity",
            "result",
            "result %",
            "fees",
            "candles",
            "worst %",
            "best %",
            "reason");

    private final AccountReport report;
    private final AccountResult result;
    private final HtmlWriter body;

    /** Parts that are written to {@code body}. */
    ReportSections(AccountReport report, HtmlWriter body) {
        this.report = report;
        this.result = report.result();
        this.body = body;
    }

    /** The title, with {@code what} was traded. */
    void head(String what) {
        body.open("header", "class", "head").open("div");
        body.element("h1", what + " " + result.timeframe() + ", " + String.join(", ", result.strategies()));
        body.element(
                "div",
                MetricWords.moment(result.from()) + " to " + MetricWords.moment(result.to()) + " UTC, "
                        + String.format(Locale.ROOT, "%,d", result.played()) + " candles; "
                        + MetricWords.amount(result.initialEquity()) + " became "
                        + MetricWords.amount(result.finalEquity()),
                "class",
                "muted");
        body.close()
                .element("button", "\u25d0", "type", "button", "id", "theme", "aria-label", "Light or dark")
                .close();
    }

    /** The figures that matter first, and what speaks against them. */
    void first() {
        cards();
        warnings();
    }

    /** Costs beside the distribution of trades. */
    void costsAndTrades() {
        body.open("div", "class", "pair");
        costs();
        distribution();
        body.close();
    }

    private void cards() {
        body.open("section", "class", "cards", "aria-label", "Results");
        for (String name : FIRST) {
            Metric metric = metric(name).orElseThrow();
            body.open("div", "class", "card")
                    .element("div", metric.label(), "class", "muted small")
                    .element("div", MetricWords.of(metric.value()), "class", "figure" + sign(metric))
                    .close();
        }
        body.close();
    }

    /** Profit is green and loss red; other numbers are neither. */
    private static String sign(Metric metric) {
        double value = switch (metric.value()) {
            case MetricValue.Amount(var money) -> money.amount().signum();
            case MetricValue.Percent(double percent) -> percent;
            default -> 0;
        };
        boolean signed = metric.name().equals("absolute_profit")
                || metric.name().equals("return_percent")
                || metric.name().equals("buy_and_hold_percent");
        return !signed || value == 0 ? "" : value > 0 ? " gain" : " loss";
    }

    private Optional<Metric> metric(String name) {
        return report.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst();
    }

    private void warnings() {
        if (report.cautions().isEmpty()) {
            return;
        }
        body.open("section", "class", "card warnings", "id", "warnings")
                .element("h2", "What speaks against it")
                .open("ul");
        for (Caution caution : report.cautions()) {
            body.element("li", caution.text());
        }
        body.close().close();
    }

    private void costs() {
        body.open("section", "class", "card", "id", "costs").element("h2", "What costs do");
        List<Bars.Bar> runs = report.costRuns().stream()
                .map(run -> new Bars.Bar(
                        run.factor().toPlainString() + "\u00d7",
                        run.returnPercent(),
                        MetricWords.percent(run.returnPercent())))
                .toList();
        if (runs.isEmpty()) {
            body.element("p", "It was not run at other costs.", "class", "muted");
        } else {
            body.element(
                    "p",
                    "Return when fee, spread and slippage are multiplied. Each is a run of its own: what is decided may"
                            + " differ, because an entry may be refused or be of another size.",
                    "class",
                    "muted small");
            body.add(Bars.signed(runs));
            costTable();
        }
        body.element("h3", "What was paid");
        report.assumptions()
                .feeCoin()
                .ifPresent(own -> body.element(
                        "p",
                        "Fees were paid in " + own.coin() + ", bought for quote at each fill.",
                        "class",
                        "muted small"));
        body.add(Bars.neutral(List.of(
                cost("fees", "fees_paid"), cost("spread", "spread_paid"), cost("slippage", "slippage_only_paid"))));
        body.close();
    }

    private void costTable() {
        body.open("div", "class", "scroll").open("table").open("thead").open("tr");
        for (String column : List.of("costs", "final", "drawdown", "trades", "decisions")) {
            body.element("th", column, "scope", "col");
        }
        body.close().close().open("tbody");
        for (CostRun run : report.costRuns()) {
            body.open("tr")
                    .element("td", run.factor().toPlainString() + "\u00d7")
                    .element("td", MetricWords.amount(run.finalEquity()))
                    .element("td", MetricWords.percent(run.maxDrawdownPercent()))
                    .element("td", String.format(Locale.ROOT, "%,d", run.trades()))
                    .element("td", run.sameDecisions() ? "the same" : "others")
                    .close();
        }
        body.close().close().close();
    }

    private Bars.Bar cost(String name, String metric) {
        MetricValue value = metric(metric).orElseThrow().value();
        double amount =
                value instanceof MetricValue.Amount(var money) ? money.amount().doubleValue() : 0;
        return new Bars.Bar(name, amount, MetricWords.of(value));
    }

    private void distribution() {
        body.open("section", "class", "card", "id", "distribution").element("h2", "Results of trades, in percent");
        body.add(Histogram.of(
                result.roundTrips().stream()
                        .mapToDouble(RoundTrip::profitPercent)
                        .toArray(),
                " %"));
        exits();
        blocked();
        body.close();
    }

    void months() {
        SortedMap<String, List<PeriodReturn>> years = new TreeMap<>();
        for (PeriodReturn month : Periods.months(result)) {
            years.computeIfAbsent(
                            month.period().substring(0, month.period().lastIndexOf('-')), year -> new ArrayList<>())
                    .add(month);
        }
        List<String> columns = new ArrayList<>(
                List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"));
        columns.add("year");
        List<HeatTable.Row> rows = years.entrySet().stream()
                .map(year -> new HeatTable.Row(year.getKey(), cells(year.getValue())))
                .toList();
        body.open("section", "class", "card", "id", "months").element("h2", "Monthly returns, in percent");
        body.add(HeatTable.of("", columns, rows, 2)).close();
    }

    private static List<OptionalDouble> cells(List<PeriodReturn> months) {
        List<OptionalDouble> cells = new ArrayList<>();
        IntStream.rangeClosed(1, 12)
                .mapToObj(number -> String.format(Locale.ROOT, "-%02d", number))
                .map(ending -> months.stream()
                        .filter(month -> month.period().endsWith(ending))
                        .mapToDouble(PeriodReturn::percent)
                        .findFirst())
                .forEach(cells::add);
        PeriodReturn year = new PeriodReturn(
                "", months.getFirst().opening(), months.getLast().closing());
        cells.add(OptionalDouble.of(year.percent()));
        return cells;
    }

    private void blocked() {
        body.element("h3", "Entries refused, by rule").open("div", "id", "blocked");
        if (result.blocked().isEmpty()) {
            body.element("p", "No entry was refused.", "class", "muted");
        }
        body.add(Bars.neutral(result.blocked().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(rule -> new Bars.Bar(
                        rule.getKey(), rule.getValue(), String.format(Locale.ROOT, "%,d", rule.getValue())))
                .toList()));
        body.close();
    }

    private void exits() {
        body.element("h3", "How positions were left").open("div", "id", "exits");
        body.add(Bars.neutral(List.of("exits_by_signal", "exits_by_stop_loss", "exits_by_trailing_stop").stream()
                .map(name -> metric(name).orElseThrow())
                .map(metric -> new Bars.Bar(
                        metric.label().replace("left by ", ""),
                        metric.value() instanceof MetricValue.Count(long count) ? count : 0,
                        MetricWords.of(metric.value())))
                .toList()));
        body.close();
    }

    void numbers() {
        body.open("section", "class", "card", "id", "numbers")
                .element("h2", "All numbers")
                .open("div", "class", "columns");
        for (Metric.Group group : Metric.Group.values()) {
            body.open("div")
                    .element("h3", group.title())
                    .open("table", "class", "figures")
                    .open("tbody");
            for (Metric metric : report.metrics()) {
                if (metric.group() == group) {
                    body.open("tr")
                            .element("td", metric.label(), "title", metric.name())
                            .element("td", MetricWords.of(metric.value()))
                            .close();
                }
            }
            body.close().close().close();
        }
        body.close().close();
    }

    /** The list that the script fills; behind each trade stand {@code more} columns. */
    void trades(List<String> more) {
        body.open("section", "class", "card", "id", "list").element("h2", "Trades");
        if (result.trades() > TRADES_MOST) {
            body.element(
                    "p",
                    String.format(
                            Locale.ROOT, "The first %,d of %,d; the numbers are of all.", TRADES_MOST, result.trades()),
                    "class",
                    "muted small");
        }
        body.open("div", "class", "scroll")
                .open("table", "id", "trade-table")
                .open("thead")
                .open("tr");
        List<String> columns = new ArrayList<>(TRADE_COLUMNS);
        columns.addAll(more);
        for (String column : columns) {
            body.open("th", "scope", "col")
                    .element("button", column, "type", "button")
                    .close();
        }
        body.close().close().open("tbody").close().close().close();
        body.open("div", "class", "tools")
                .element("button", "Before", "type", "button", "id", "trades-before")
                .element("button", "Next", "type", "button", "id", "trades-next")
                .element("span", "", "id", "trades-shown", "class", "muted small")
                .close()
                .close();
    }

    /** A trade as the script takes it, in the order of the columns. */
    static List<Object> row(RoundTrip trip) {
        return List.of(
                trip.entered().toEpochMilli(),
                trip.exited().toEpochMilli(),
                trip.entryPrice().value().doubleValue(),
                trip.exitPrice().value().doubleValue(),
                trip.quantity().value().doubleValue(),
                trip.pnl().amount().doubleValue(),
                rounded(trip.profitPercent()),
                trip.fees().amount().doubleValue(),
                trip.barsHeld(),
                rounded(trip.worstPercent()),
                rounded(trip.bestPercent()),
                trip.reason().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private static double rounded(double percent) {
        return Math.round(percent * 1_000) / 1_000.0;
    }

    void settings() {
        Assumptions assumed = report.assumptions();
        body.open("section", "class", "card", "id", "settings").element("h2", "How it was run");
        body.element(
                "p",
                "Assumed of the exchange: " + assumed.feeWords() + ", spread " + assumed.spread() + ", slippage "
                        + assumed.slippage() + ", latency " + assumed.latency().toMillis()
                        + " ms each way, at most " + assumed.participation()
                        + " of a candle's volume; orders are filled at the next open or later.");
        body.open("details")
                .element("summary", "Settings")
                .open("table", "class", "figures")
                .open("tbody");
        report.settings()
                .forEach((name, value) ->
                        body.open("tr").element("td", name).element("td", value).close());
        body.close().close().close().close();
    }

    void foot() {
        body.open("footer")
                .text("crypto-ai-bot " + report.version() + ", decisions ")
                .element("code", result.decisionHash())
                .element("p", "A backtest is no promise. What each number means: docs/metrics.md of the program.")
                .close();
    }
}
