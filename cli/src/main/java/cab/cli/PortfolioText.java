package cab.cli;

import cab.application.backtest.BacktestResult;
import cab.application.backtest.MetricWords;
import cab.application.backtest.PortfolioResult;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words of a backtest of several symbols. */
public final class PortfolioText {

    private PortfolioText() {}

    /** Plain values alone; the names of the whole are those of a backtest of one symbol. */
    public static Map<String, @Nullable Object> document(PortfolioProgram.Outcome outcome) {
        PortfolioResult result = outcome.result();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("symbol", names(result));
        document.put("timeframe", result.timeframe().label());
        document.put("strategies", result.strategies());
        document.put("from", result.from().toString());
        document.put("to", result.to().toString());
        document.put("candles", result.candles());
        document.put("trades", result.trades());
        document.put("wins", result.wins());
        document.put("losses", result.losses());
        document.put("initial_equity", plain(result.initialEquity()));
        document.put("final_equity", plain(result.finalEquity()));
        document.put("return_percent", rounded(result.returnPercent()));
        document.put("buy_and_hold_percent", rounded(result.buyAndHoldPercent()));
        document.put("max_drawdown_percent", rounded(result.maxDrawdownPercent()));
        document.put("sharpe", rounded(result.sharpe()));
        document.put("sortino", rounded(result.sortino()));
        document.put("profit_factor", rounded(result.profitFactor()));
        document.put("fees_paid", plain(result.feesPaid()));
        document.put("slippage_paid", plain(result.slippagePaid()));
        document.put("exposure_percent", rounded(result.exposurePercent()));
        document.put("ambiguous_candles", result.ambiguousCandles());
        document.put("blocked", result.blocked());
        document.put("orders", result.orders().size());
        document.put(
                "symbols",
                result.bySymbol().stream().map(PortfolioText::document).toList());
        document.put("elapsed_ms", outcome.elapsed().toMillis());
        document.put("candles_per_second", Math.round(outcome.candlesPerSecond()));
        document.put("decision_hash", result.decisionHash());
        return document;
    }

    private static Map<String, @Nullable Object> document(BacktestResult one) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("symbol", one.symbol().toString());
        document.put("from", one.from().toString());
        document.put("to", one.to().toString());
        document.put("candles", one.candles());
        document.put("trades", one.trades());
        document.put("wins", one.wins());
        document.put("losses", one.losses());
        document.put("profit", plain(profit(one)));
        document.put("return_percent", rounded(one.returnPercent()));
        document.put("buy_and_hold_percent", rounded(one.buyAndHoldPercent()));
        document.put("profit_factor", rounded(one.profitFactor()));
        document.put("fees_paid", plain(one.feesPaid()));
        document.put("slippage_paid", plain(one.slippagePaid()));
        document.put("exposure_percent", rounded(one.exposurePercent()));
        document.put(
                "open_quantity",
                one.stillOpen().map(open -> open.quantity().toString()).orElse(null));
        document.put("ambiguous_candles", one.ambiguousCandles());
        document.put("blocked", one.blocked());
        document.put("orders", one.orders().size());
        return document;
    }

    static String table(PortfolioProgram.Outcome outcome) {
        PortfolioResult result = outcome.result();
        StringBuilder table = new StringBuilder();
        line(
                table,
                result.bySymbol().size() + " symbols, " + result.timeframe() + ", "
                        + String.join(", ", result.strategies()));
        line(
                table,
                MetricWords.moment(result.from()) + " to " + MetricWords.moment(result.to()) + " UTC, "
                        + String.format(Locale.ROOT, "%,d", result.candles()) + " candles");
        line(
                table,
                MetricWords.amount(result.initialEquity()) + " became " + MetricWords.amount(result.finalEquity())
                        + ", " + MetricWords.percent(result.returnPercent()) + " (equal parts held: "
                        + MetricWords.percent(result.buyAndHoldPercent()) + ")");
        line(
                table,
                "drawdown " + MetricWords.percent(result.maxDrawdownPercent()) + ", sharpe "
                        + ratio(result.sharpe()) + ", sortino " + ratio(result.sortino()) + ", profit factor "
                        + ratio(result.profitFactor()));
        line(
                table,
                result.trades() + " trades (" + result.wins() + " won, " + result.losses() + " lost), fees "
                        + MetricWords.amount(result.feesPaid()) + ", slippage "
                        + MetricWords.amount(result.slippagePaid()));
        line(table, "blocked: " + (result.blocked().isEmpty() ? "nothing" : result.blocked()));
        line(table, "");
        line(
                table,
                String.format(
                        Locale.ROOT,
                        "%-12s %7s %6s %20s %9s %9s %8s",
                        "symbol",
                        "trades",
                        "won",
                        "profit",
                        "adds",
                        "held",
                        "blocked"));
        result.bySymbol().forEach(one -> line(table, row(one)));
        line(table, "");
        line(
                table,
                String.format(
                        Locale.ROOT,
                        "%d ms, %.2f million candles a second",
                        outcome.elapsed().toMillis(),
                        outcome.candlesPerSecond() / 1e6));
        line(table, "decision hash " + result.decisionHash());
        return table.toString().stripTrailing();
    }

    /** What a symbol adds to the return of the whole stands beside what it would have made when held. */
    private static String row(BacktestResult one) {
        long blocked =
                one.blocked().values().stream().mapToLong(Long::longValue).sum();
        return String.format(
                Locale.ROOT,
                "%-12s %7d %6d %20s %9s %9s %8d",
                one.symbol(),
                one.trades(),
                one.wins(),
                MetricWords.amount(profit(one)),
                MetricWords.percent(one.returnPercent()),
                MetricWords.percent(one.buyAndHoldPercent()),
                blocked);
    }

    private static void line(StringBuilder table, String text) {
        table.append(text).append(System.lineSeparator());
    }

    private static Money profit(BacktestResult one) {
        return one.finalEquity().minus(one.initialEquity());
    }

    private static String names(PortfolioResult result) {
        return result.symbols().stream().map(Symbol::toString).collect(Collectors.joining(","));
    }

    private static String plain(Money money) {
        return money.amount().toPlainString();
    }

    /** Six digits after the point; null when there is no such number. */
    private static @Nullable Double rounded(double value) {
        return Double.isFinite(value) ? Math.round(value * 1e6) / 1e6 : null;
    }

    private static @Nullable Double rounded(OptionalDouble value) {
        return rounded(value.orElse(Double.NaN));
    }

    private static String ratio(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "none";
    }
}
