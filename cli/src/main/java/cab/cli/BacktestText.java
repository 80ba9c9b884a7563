package cab.cli;

import cab.application.backtest.BacktestResult;
import cab.domain.money.Money;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The words of a backtest's report. */
final class BacktestText {

    private BacktestText() {}

    static Map<String, @Nullable Object> document(BacktestProgram.Outcome outcome) {
        BacktestResult result = outcome.result();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("symbol", result.symbol().toString());
        document.put("timeframe", result.timeframe().label());
        document.put("strategies", result.strategies());
        document.put("from", result.from().toString());
        document.put("to", result.to().toString());
        document.put("candles", result.candles());
        document.put("trades", result.trades());
        document.put("wins", result.wins());
        document.put("losses", result.losses());
        document.put("initial_equity", amount(result.initialEquity()));
        document.put("final_equity", amount(result.finalEquity()));
        document.put("return_percent", rounded(result.returnPercent()));
        document.put("buy_and_hold_percent", rounded(result.buyAndHoldPercent()));
        document.put("max_drawdown_percent", rounded(result.maxDrawdownPercent()));
        document.put("sharpe", rounded(result.sharpe()));
        document.put("sortino", rounded(result.sortino()));
        document.put("profit_factor", rounded(result.profitFactor()));
        document.put("fees_paid", amount(result.feesPaid()));
        document.put("slippage_paid", amount(result.slippagePaid()));
        document.put("exposure_percent", rounded(result.exposurePercent()));
        document.put("ambiguous_candles", result.ambiguousCandles());
        document.put("blocked", result.blocked());
        document.put("orders", result.orders().size());
        document.put("elapsed_ms", outcome.elapsed().toMillis());
        document.put("candles_per_second", Math.round(outcome.candlesPerSecond()));
        document.put("decision_hash", result.decisionHash());
        return document;
    }

    private static String amount(Money money) {
        return money.amount().toPlainString();
    }

    /** Six digits after the point; null when there is no such number. */
    private static @Nullable Double rounded(double value) {
        return Double.isFinite(value) ? Math.round(value * 1e6) / 1e6 : null;
    }

    private static @Nullable Double rounded(OptionalDouble value) {
        return rounded(value.orElse(Double.NaN));
    }

    static String table(BacktestProgram.Outcome outcome) {
        BacktestResult result = outcome.result();
        StringBuilder table = new StringBuilder();
        row(
                table,
                "symbol",
                result.symbol() + " " + result.timeframe() + ", " + String.join(", ", result.strategies()));
        row(table, "span", result.from() + " to " + result.to() + ", " + result.candles() + " candles");
        row(table, "equity", money(result.initialEquity()) + " to " + money(result.finalEquity()));
        row(
                table,
                "return",
                percent(result.returnPercent()) + " (buy and hold " + percent(result.buyAndHoldPercent()) + ")");
        row(table, "max drawdown", percent(result.maxDrawdownPercent()));
        row(
                table,
                "trades",
                result.trades() + " (" + result.wins() + " won, " + result.losses() + " lost), profit factor "
                        + ratio(result.profitFactor()));
        row(table, "sharpe, sortino", ratio(result.sharpe()) + ", " + ratio(result.sortino()));
        row(table, "fees, slippage", money(result.feesPaid()) + ", " + money(result.slippagePaid()));
        row(table, "exposure", percent(result.exposurePercent()));
        row(
                table,
                "blocked",
                result.blocked().isEmpty() ? "nothing" : result.blocked().toString());
        row(table, "ambiguous", result.ambiguousCandles() + " candles held both stop and target");
        row(
                table,
                "speed",
                String.format(
                        Locale.ROOT,
                        "%d ms, %.2f million candles a second",
                        outcome.elapsed().toMillis(),
                        outcome.candlesPerSecond() / 1e6));
        row(table, "decision hash", result.decisionHash());
        return table.toString().stripTrailing();
    }

    private static void row(StringBuilder table, String name, String value) {
        table.append(String.format(Locale.ROOT, "%-16s %s%n", name, value));
    }

    private static String money(Money money) {
        return money.amount().setScale(2, RoundingMode.HALF_EVEN).toPlainString() + " " + money.currency();
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f %%", value);
    }

    private static String ratio(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "none";
    }
}
