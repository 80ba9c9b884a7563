package cab.infrastructure.report;

import cab.application.backtest.BacktestReport;
import cab.application.backtest.BacktestResult;
import cab.infrastructure.html.HtmlWriter;
import cab.infrastructure.html.StandalonePage;
import java.util.List;

/** A backtest's report as one HTML file: pictures, numbers, trades, settings. Pure functions. */
public final class BacktestPage {

    private BacktestPage() {}

    /** The whole file. */
    public static String html(BacktestReport report) {
        BacktestResult result = report.result();
        HtmlWriter body = new HtmlWriter();
        ReportSections sections = new ReportSections(report, body);
        body.open("main");
        sections.head(result.symbol().toString());
        sections.first();
        charts(body);
        sections.costsAndTrades();
        sections.months();
        sections.numbers();
        sections.trades(List.of());
        sections.settings();
        sections.foot();
        body.close();
        return new StandalonePage(result.symbol() + " " + result.timeframe() + " backtest")
                .data("series", List.of(ChartSeries.of(result, ChartSeries.MOST)))
                .data(
                        "trades",
                        result.roundTrips().stream()
                                .limit(ReportSections.TRADES_MOST)
                                .map(ReportSections::row)
                                .toList())
                .script(BacktestPage.class, "backtest.js")
                .with(body);
    }

    private static void charts(HtmlWriter body) {
        body.open("section", "class", "card", "id", "charts")
                .element("h2", "Price, entries and exits")
                .add(ChartParts.zoom())
                .add(ChartParts.price())
                .add(ChartParts.readout("readout"))
                .element("h3", "Equity against buying and holding")
                .add(ChartParts.equity("", "buy and hold"))
                .close();
    }
}
