package cab.cli;

import cab.application.backtest.AccountReport;
import cab.application.backtest.AccountResult;
import cab.application.backtest.Assumptions;
import cab.application.backtest.CostRun;
import cab.application.backtest.Metric;
import cab.application.backtest.MetricValue;
import cab.application.backtest.MetricWords;
import cab.application.backtest.PeriodReturn;
import cab.application.backtest.Periods;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A backtest's report as one JSON document; names and meaning in {@code docs/metrics.md}. */
public final class BacktestText {

    private BacktestText() {}

    /** Plain values alone: maps, lists, texts, numbers. */
    public static Map<String, @Nullable Object> document(BacktestProgram.Outcome outcome) {
        return document(outcome.report(), Map.of(), outcome.elapsed(), outcome.candlesPerSecond());
    }

    /** The same of one symbol and of several; {@code more} stands before what the run itself was like. */
    static Map<String, @Nullable Object> document(
            AccountReport report, Map<String, ? extends @Nullable Object> more, Duration elapsed, double speed) {
        AccountResult result = report.result();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("symbol", result.symbols().stream().map(Symbol::toString).collect(Collectors.joining(",")));
        document.put("timeframe", result.timeframe().label());
        document.put("strategies", result.strategies());
        document.put("initial_equity", plain(result.initialEquity()));
        document.put("final_equity", plain(result.finalEquity()));
        for (Metric metric : report.metrics()) {
            document.put(metric.name(), value(metric.value()));
        }
        Map<String, Object> fees = new LinkedHashMap<>();
        result.costs().feesByCoin().forEach((coin, fee) -> fees.put(coin.code(), plain(fee)));
        document.put("fees_by_coin", fees);
        document.put("blocked", result.blocked());
        document.put("monthly_returns", months(result));
        document.put(
                "cost_runs",
                report.costRuns().stream().map(BacktestText::document).toList());
        document.put("assumptions", document(report.assumptions()));
        document.put(
                "warnings",
                report.cautions().stream()
                        .map(caution -> Map.of("code", caution.code(), "text", caution.text()))
                        .toList());
        document.put("settings", report.settings());
        document.put("version", report.version());
        document.putAll(more);
        document.put("elapsed_ms", elapsed.toMillis());
        document.put("candles_per_second", Math.round(speed));
        document.put("decision_hash", result.decisionHash());
        return document;
    }

    private static Map<String, @Nullable Object> months(AccountResult result) {
        Map<String, @Nullable Object> months = new LinkedHashMap<>();
        for (PeriodReturn month : Periods.months(result)) {
            months.put(month.period(), rounded(month.percent()));
        }
        return months;
    }

    private static Map<String, @Nullable Object> document(CostRun run) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("factor", run.factor());
        document.put("final_equity", plain(run.finalEquity()));
        document.put("return_percent", rounded(run.returnPercent()));
        document.put("max_drawdown_percent", rounded(run.maxDrawdownPercent()));
        document.put("trades", run.trades());
        document.put("fees_paid", plain(run.fees()));
        document.put("same_decisions", run.sameDecisions());
        return document;
    }

    private static Map<String, @Nullable Object> document(Assumptions assumptions) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("fee_percent", assumptions.fee().value());
        document.put(
                "fee_coin", assumptions.feeCoin().map(own -> own.coin().code()).orElse(null));
        document.put(
                "fee_coin_discount_percent",
                assumptions.feeCoin().map(own -> own.discount().value()).orElse(null));
        document.put("spread_percent", assumptions.spread().value());
        document.put("slippage_percent", assumptions.slippage().value());
        document.put("latency_ms", assumptions.latency().toMillis());
        document.put("participation_percent", assumptions.participation().value());
        return document;
    }

    private static @Nullable Object value(MetricValue value) {
        return switch (value) {
            case MetricValue.Amount(Money money) -> plain(money);
            case MetricValue.Percent(double percent) -> rounded(percent);
            case MetricValue.Plain(double number) -> rounded(number);
            case MetricValue.Count(long count) -> count;
            case MetricValue.Moment(Instant at) -> at.toString();
            case MetricValue.Span(Duration length) -> length.toString();
            case MetricValue.Words(String text) -> text;
            case MetricValue.None() -> null;
        };
    }

    static String plain(Money money) {
        return money.amount().toPlainString();
    }

    /** Six digits after the point; null when there is no such number. */
    static @Nullable Double rounded(double value) {
        return Double.isFinite(value) ? Math.round(value * 1e6) / 1e6 : null;
    }

    static String table(BacktestProgram.Outcome outcome) {
        return new BacktestTable(outcome.report()).text(List.of(), outcome.elapsed(), outcome.candlesPerSecond());
    }

    /** What speaks against the result, one a line. */
    static List<String> warnings(AccountReport report) {
        return report.cautions().stream().map(caution -> "! " + caution.text()).toList();
    }

    static String speed(Duration elapsed, double candlesPerSecond) {
        return String.format(
                Locale.ROOT, "%d ms, %.2f million candles a second", elapsed.toMillis(), candlesPerSecond / 1e6);
    }

    static String assumed(Assumptions assumptions) {
        return assumptions.feeWords() + ", spread " + assumptions.spread() + ", slippage "
                + assumptions.slippage() + ", latency "
                + assumptions.latency().toMillis() + " ms, at most " + assumptions.participation()
                + " of a candle's volume";
    }

    static String costRun(CostRun run) {
        return String.format(
                Locale.ROOT,
                "%-7s %22s %14s %10s %9d %s",
                run.factor().toPlainString() + "x",
                MetricWords.amount(run.finalEquity()),
                MetricWords.percent(run.returnPercent()),
                MetricWords.percent(run.maxDrawdownPercent()),
                run.trades(),
                run.sameDecisions() ? "" : "other decisions");
    }
}
