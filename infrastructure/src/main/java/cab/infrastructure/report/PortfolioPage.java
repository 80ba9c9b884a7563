package cab.infrastructure.report;

import cab.application.backtest.BacktestResult;
import cab.application.backtest.Correlation;
import cab.application.backtest.MetricWords;
import cab.application.backtest.PortfolioReport;
import cab.application.backtest.PortfolioResult;
import cab.application.backtest.RoundTrip;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.infrastructure.html.HeatTable;
import cab.infrastructure.html.HtmlWriter;
import cab.infrastructure.html.StandalonePage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The report of a backtest of several symbols as one HTML file: the whole, what each symbol added, and the candles of
 * each. Owned by one thread.
 */
public final class PortfolioPage {

    /** Points of all symbols together: a file of them is about two megabytes. */
    private static final int POINTS_MOST = 60_000;

    /** A table of more symbols is wider than a screen: then the pairs are listed that go together most. */
    private static final int TABLE_MOST = 12;

    private static final int PAIRS_MOST = 20;

    private final PortfolioReport report;
    private final PortfolioResult result;
    private final HtmlWriter body = new HtmlWriter();

    private PortfolioPage(PortfolioReport report) {
        this.report = report;
        this.result = report.result();
    }

    /** The whole file. */
    public static String html(PortfolioReport report) {
        return new PortfolioPage(report).page();
    }

    private String page() {
        String title = result.symbols().size() + " symbols";
        ReportSections sections = new ReportSections(report, body);
        body.open("main");
        sections.head(title);
        sections.first();
        whole();
        bySymbol();
        candles();
        sections.costsAndTrades();
        sections.months();
        correlations();
        sections.numbers();
        sections.trades(List.of("symbol"));
        sections.settings();
        sections.foot();
        body.close();
        int each = Math.min(ChartSeries.MOST, POINTS_MOST / result.symbols().size());
        return new StandalonePage(title + ", " + result.timeframe() + " backtest")
                .data(
                        "series",
                        result.bySymbol().stream()
                                .map(one -> ChartSeries.of(one, each))
                                .toList())
                .data("whole", WholeSeries.of(result))
                .data("trades", tradeRows())
                .script(BacktestPage.class, "backtest.js")
                .with(body);
    }

    private void whole() {
        body.open("section", "class", "card", "id", "whole-charts")
                .element("h2", "Equity of the whole against equal parts held")
                .add(ChartParts.zoom())
                .add(ChartParts.equity("whole-", "an equal part of the capital in each, bought and held"))
                .add(ChartParts.readout("whole-readout"))
                .close();
    }

    private void bySymbol() {
        body.open("section", "class", "card", "id", "symbols")
                .element("h2", "By symbol")
                .element(
                        "p",
                        "What each symbol added to the whole, beside what it would have made when all was held in it.",
                        "class",
                        "muted small")
                .open("div", "class", "scroll")
                .open("table")
                .open("thead")
                .open("tr");
        for (String column : List.of(
                "symbol",
                "trades",
                "won",
                "profit",
                "adds",
                "held",
                "profit factor",
                "fees",
                "in the market",
                "refused")) {
            body.element("th", column, "scope", "col");
        }
        body.close().close().open("tbody");
        result.bySymbol().forEach(this::row);
        body.close().close().close().close();
    }

    private void row(BacktestResult one) {
        Money profit = one.finalEquity().minus(one.initialEquity());
        String sign = profit.isZero() ? "" : profit.isPositive() ? "gain" : "loss";
        long refused =
                one.blocked().values().stream().mapToLong(Long::longValue).sum();
        body.open("tr")
                .element("td", one.symbol().toString())
                .element("td", count(one.trades()))
                .element("td", count(one.wins()))
                .element("td", MetricWords.amount(profit), "class", sign)
                .element("td", MetricWords.percent(one.returnPercent()), "class", sign)
                .element("td", MetricWords.percent(one.buyAndHoldPercent()))
                .element("td", number(one.profitFactor()))
                .element("td", MetricWords.amount(one.feesPaid()))
                .element("td", MetricWords.percent(one.exposurePercent()))
                .element("td", count(refused))
                .close();
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? MetricWords.number(value.getAsDouble()) : "-";
    }

    private void candles() {
        body.open("section", "class", "card", "id", "charts").element("h2", "Price, entries and exits of a symbol");
        body.open("div", "class", "tools")
                .open("label", "for", "symbol")
                .text("Symbol ")
                .close()
                .open("select", "id", "symbol");
        int index = 0;
        for (Symbol symbol : result.symbols()) {
            body.element("option", symbol.toString(), "value", Integer.toString(index++));
        }
        body.close().close();
        body.add(ChartParts.zoom())
                .add(ChartParts.price())
                .add(ChartParts.readout("readout"))
                .element("h3", "The capital with what this symbol alone made, against all of it held in the symbol")
                .add(ChartParts.equity("", "buy and hold"))
                .close();
    }

    private void correlations() {
        List<Correlation> pairs = Correlation.of(result);
        body.open("section", "class", "card", "id", "correlations")
                .element("h2", "How far the results of symbols went together")
                .element(
                        "p",
                        "Correlation of what two symbols earned in the same days: 1 is always together, −1 always"
                                + " against each other. What goes together falls together.",
                        "class",
                        "muted small");
        if (pairs.isEmpty()) {
            body.element("p", "No two symbols have twenty days in common in which both were traded.", "class", "muted");
        } else if (result.symbols().size() <= TABLE_MOST) {
            body.add(table(pairs));
        } else {
            list(pairs);
        }
        body.close();
    }

    private HtmlWriter table(List<Correlation> pairs) {
        List<Symbol> symbols = result.symbols();
        List<HeatTable.Row> rows = symbols.stream()
                .map(row -> new HeatTable.Row(
                        row.toString(),
                        symbols.stream()
                                .map(column -> between(pairs, row, column))
                                .toList()))
                .toList();
        return HeatTable.of("", symbols.stream().map(Symbol::toString).toList(), rows, 2);
    }

    private static OptionalDouble between(List<Correlation> pairs, Symbol one, Symbol other) {
        return pairs.stream()
                .filter(pair -> (pair.first().equals(one) && pair.second().equals(other))
                        || (pair.first().equals(other) && pair.second().equals(one)))
                .mapToDouble(Correlation::value)
                .findFirst();
    }

    private void list(List<Correlation> pairs) {
        double mean = pairs.stream().mapToDouble(Correlation::value).average().orElse(0);
        body.element(
                "p",
                "On average of " + count(pairs.size()) + " pairs: " + MetricWords.number(mean)
                        + ". The furthest from zero:");
        body.open("div", "class", "scroll").open("table").open("thead").open("tr");
        for (String column : List.of("pair", "correlation", "days")) {
            body.element("th", column, "scope", "col");
        }
        body.close().close().open("tbody");
        pairs.stream()
                .sorted(Comparator.comparingDouble((Correlation pair) -> -Math.abs(pair.value())))
                .limit(PAIRS_MOST)
                .forEach(pair -> body.open("tr")
                        .element("td", pair.first() + " and " + pair.second())
                        .element("td", MetricWords.number(pair.value()))
                        .element("td", count(pair.days()))
                        .close());
        body.close().close().close();
    }

    /** In the order of the entry; behind each its symbol. */
    private List<List<Object>> tradeRows() {
        record Traded(Symbol symbol, RoundTrip trip) {}
        return result.bySymbol().stream()
                .flatMap(one -> one.roundTrips().stream().map(trip -> new Traded(one.symbol(), trip)))
                .sorted(Comparator.comparing(traded -> traded.trip().entered()))
                .limit(ReportSections.TRADES_MOST)
                .map(traded -> {
                    List<Object> row = new ArrayList<>(ReportSections.row(traded.trip()));
                    row.add(traded.symbol().toString());
                    return row;
                })
                .toList();
    }
}
