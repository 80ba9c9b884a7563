package cab.cli;

import cab.application.backtest.BacktestResult;
import cab.application.backtest.CandleDetail;
import cab.application.backtest.Correlation;
import cab.application.backtest.MetricWords;
import cab.application.backtest.PortfolioResult;
import cab.domain.money.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The words of a backtest of several symbols. */
public final class PortfolioText {

    /** Of many symbols there are thousands of pairs: so many that go together most, or against each other, are told. */
    private static final int PAIRS_MOST = 100;

    private PortfolioText() {}

    /** Plain values alone: of the whole all that is told of one symbol, and {@code symbols} with one entry each. */
    public static Map<String, @Nullable Object> document(PortfolioProgram.Outcome outcome) {
        PortfolioResult result = outcome.result();
        Map<String, @Nullable Object> more = new LinkedHashMap<>();
        more.put(
                "symbols",
                result.bySymbol().stream().map(PortfolioText::document).toList());
        more.put("correlations", correlations(result));
        return BacktestText.document(outcome.report(), more, outcome.elapsed(), outcome.candlesPerSecond());
    }

    private static Map<String, @Nullable Object> document(BacktestResult one) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("symbol", one.symbol().toString());
        document.put("from", one.from().toString());
        document.put("to", one.to().toString());
        document.put("candles", one.candles());
        document.put("missing_candles", one.missing());
        document.put("trades", one.trades());
        document.put("wins", one.wins());
        document.put("losses", one.losses());
        document.put("profit", BacktestText.plain(profit(one)));
        document.put("return_percent", BacktestText.rounded(one.returnPercent()));
        document.put("buy_and_hold_percent", BacktestText.rounded(one.buyAndHoldPercent()));
        document.put("profit_factor", rounded(one.profitFactor()));
        document.put("fees_paid", BacktestText.plain(one.feesPaid()));
        document.put("slippage_paid", BacktestText.plain(one.slippagePaid()));
        document.put("exposure_percent", BacktestText.rounded(one.exposurePercent()));
        document.put(
                "open_quantity",
                one.stillOpen().map(open -> open.quantity().toString()).orElse(null));
        document.putAll(detail(one.detail()));
        document.put("blocked", one.blocked());
        document.put("orders", one.orders().size());
        return document;
    }

    private static List<Map<String, @Nullable Object>> correlations(PortfolioResult result) {
        return Correlation.of(result).stream()
                .sorted(Comparator.comparingDouble((Correlation pair) -> -Math.abs(pair.value())))
                .limit(PAIRS_MOST)
                .map(PortfolioText::document)
                .toList();
    }

    private static Map<String, @Nullable Object> document(Correlation pair) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("first", pair.first().toString());
        document.put("second", pair.second().toString());
        document.put("correlation", BacktestText.rounded(pair.value()));
        document.put("days", pair.days());
        return document;
    }

    private static Map<String, @Nullable Object> detail(CandleDetail detail) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("ambiguous_candles", detail.stopAndTarget());
        document.put("ambiguous_told", detail.stopAndTargetTold());
        document.put("ambiguous_stop_first", detail.stopFirst());
        document.put("risen_stop_candles", detail.risenStops());
        document.put(
                "finer_timeframe", detail.finer().map(finer -> finer.label()).orElse(null));
        document.put("finer_played", detail.played());
        document.put("finer_missing", detail.incomplete());
        document.put("finer_different", detail.different());
        return document;
    }

    static String table(PortfolioProgram.Outcome outcome) {
        String title = "By symbol (what each adds to the whole, beside what it made when held)";
        List<String> parts = new ArrayList<>(List.of("", title, "-".repeat(title.length())));
        parts.add(String.format(
                Locale.ROOT,
                "%-12s %7s %6s %20s %9s %11s %8s",
                "symbol",
                "trades",
                "won",
                "profit",
                "adds",
                "held",
                "blocked"));
        outcome.result().bySymbol().forEach(one -> parts.add(row(one)));
        return new BacktestTable(outcome.report()).text(parts, outcome.elapsed(), outcome.candlesPerSecond());
    }

    private static String row(BacktestResult one) {
        long blocked =
                one.blocked().values().stream().mapToLong(Long::longValue).sum();
        return String.format(
                Locale.ROOT,
                "%-12s %7d %6d %20s %9s %11s %8d",
                one.symbol(),
                one.trades(),
                one.wins(),
                MetricWords.amount(profit(one)),
                MetricWords.percent(one.returnPercent()),
                MetricWords.percent(one.buyAndHoldPercent()),
                blocked);
    }

    private static Money profit(BacktestResult one) {
        return one.finalEquity().minus(one.initialEquity());
    }

    private static @Nullable Double rounded(OptionalDouble value) {
        return BacktestText.rounded(value.orElse(Double.NaN));
    }
}
