package cab.application.backtest;

import cab.application.backtest.Metric.Group;
import cab.application.backtest.MetricValue.Amount;
import cab.application.backtest.MetricValue.Count;
import cab.application.backtest.MetricValue.Moment;
import cab.application.backtest.MetricValue.Percent;
import cab.application.backtest.MetricValue.Plain;
import cab.application.backtest.MetricValue.Span;
import cab.application.backtest.MetricValue.Words;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.order.Fill;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** All numbers of a report, in the order in which they are shown: {@code docs/metrics.md}. Owned by one thread. */
public final class Metrics {

    private static final double DAY_MS = 86_400_000.0;
    private static final double DAYS_A_YEAR = 365;

    /** A yearly rate of a shorter span says nothing. */
    private static final double DAYS_FOR_A_YEARLY_RATE = 30;

    private static final double SHORTFALL_SHARE = 0.05;

    private final AccountResult result;
    private final TradeStatistics trades;
    private final List<PeriodReturn> days;
    private final double[] dailyReturns;
    private final Drawdown drawdown;
    private final double spanDays;
    private final Currency quote;
    private final List<Metric> metrics = new ArrayList<>();

    private Metrics(AccountResult result) {
        this.result = result;
        this.quote = result.initialEquity().currency();
        this.trades = new TradeStatistics(result.roundTrips(), quote);
        this.days = Periods.days(result);
        this.dailyReturns = days.stream().mapToDouble(PeriodReturn::share).toArray();
        this.drawdown = Drawdown.of(
                result.equity(),
                result.initialEquity().amount().doubleValue(),
                result.from().toEpochMilli());
        this.spanDays = Duration.between(result.from(), result.to()).toMillis() / DAY_MS;
    }

    /** The numbers of {@code result}. */
    public static List<Metric> of(AccountResult result) {
        Metrics all = new Metrics(result);
        all.profit();
        all.risk();
        all.trades();
        all.holding();
        all.costs();
        all.days();
        all.orders();
        all.run();
        return List.copyOf(all.metrics);
    }

    private void profit() {
        Money profit = result.finalEquity().minus(result.initialEquity());
        add(Group.PROFIT, "absolute_profit", "profit", new Amount(profit));
        add(Group.PROFIT, "return_percent", "return", new Percent(result.returnPercent()));
        add(Group.PROFIT, "buy_and_hold_percent", "buy and hold", new Percent(result.buyAndHoldPercent()));
        add(
                Group.PROFIT,
                "excess_over_buy_and_hold_percent",
                "over buy and hold",
                new Percent(result.returnPercent() - result.buyAndHoldPercent()));
        add(Group.PROFIT, "cagr_percent", "return a year (CAGR)", MetricValue.percent(yearlyPercent()));
        add(
                Group.PROFIT,
                "profit_before_costs",
                "profit before costs",
                new Amount(profit.plus(result.costs().total())));
        add(Group.PROFIT, "realised_profit", "realised by trades", new Amount(trades.pnl()));
        add(
                Group.PROFIT,
                "unrealised_profit",
                "still open",
                MetricValue.amount(
                        result.openTrips().stream().map(OpenTrip::unrealised).reduce(Money::plus)));
        add(Group.PROFIT, "profit_factor", "profit factor", MetricValue.number(trades.profitFactor()));
        add(Group.PROFIT, "expectancy", "expectancy a trade", MetricValue.amount(trades.average(result.roundTrips())));
        add(Group.PROFIT, "expectancy_ratio", "expectancy ratio", MetricValue.number(trades.expectancyRatio()));
        double[] values = result.equity().values();
        double initial = result.initialEquity().amount().doubleValue();
        add(Group.PROFIT, "lowest_equity", "lowest equity", new Plain(Math.min(initial, lowest(values, initial))));
        add(Group.PROFIT, "highest_equity", "highest equity", new Plain(Math.max(initial, highest(values, initial))));
    }

    private static double lowest(double[] values, double without) {
        return Arrays.stream(values).min().orElse(without);
    }

    private static double highest(double[] values, double without) {
        return Arrays.stream(values).max().orElse(without);
    }

    /** −100 % when all was lost; empty for a span that is too short. */
    private OptionalDouble yearlyPercent() {
        double growth = result.finalEquity().amount().doubleValue()
                / result.initialEquity().amount().doubleValue();
        return spanDays < DAYS_FOR_A_YEARLY_RATE
                ? OptionalDouble.empty()
                : OptionalDouble.of((Math.pow(Math.max(0, growth), DAYS_A_YEAR / spanDays) - 1) * 100);
    }

    private void risk() {
        double depth = drawdown.maxPercent();
        add(Group.RISK, "max_drawdown_percent", "max drawdown", new Percent(depth));
        add(Group.RISK, "max_drawdown_amount", "deepest fall in money", new Plain(drawdown.maxAmount()));
        add(Group.RISK, "drawdown_high", "equity before it", new Plain(drawdown.high()));
        add(Group.RISK, "drawdown_low", "equity at its bottom", new Plain(drawdown.low()));
        boolean fell = depth > 0;
        add(Group.RISK, "drawdown_start", "drawdown began", MetricValue.moment(when(fell, drawdown.start())));
        add(Group.RISK, "drawdown_end", "drawdown ended", MetricValue.moment(when(fell, drawdown.end())));
        add(
                Group.RISK,
                "drawdown_duration",
                "from peak to bottom",
                MetricValue.span(when(fell, Duration.between(drawdown.start(), drawdown.end()))));
        add(Group.RISK, "drawdown_recovered", "peak regained", MetricValue.moment(drawdown.recovered()));
        add(Group.RISK, "max_underwater", "longest time under water", new Span(drawdown.longest()));
        add(Group.RISK, "ulcer_index", "ulcer index", new Percent(drawdown.ulcer()));
        add(Group.RISK, "sharpe", "Sharpe", MetricValue.number(Statistics.sharpe(dailyReturns)));
        add(Group.RISK, "sortino", "Sortino", MetricValue.number(Statistics.sortino(dailyReturns)));
        OptionalDouble yearly = yearlyPercent();
        add(Group.RISK, "calmar", "Calmar", MetricValue.number(over(yearly, depth)));
        add(Group.RISK, "omega", "Omega", MetricValue.number(Statistics.omega(dailyReturns)));
        double profit = drawdown.maxAmount() > 0
                ? result.finalEquity().minus(result.initialEquity()).amount().doubleValue()
                : 0;
        add(
                Group.RISK,
                "recovery_factor",
                "profit over deepest fall",
                MetricValue.number(over(OptionalDouble.of(profit), drawdown.maxAmount())));
        add(
                Group.RISK,
                "volatility_percent",
                "volatility a year",
                MetricValue.percent(times(Statistics.deviation(dailyReturns), Math.sqrt(DAYS_A_YEAR) * 100)));
        add(Group.RISK, "expected_shortfall_percent", "mean of the worst days", MetricValue.percent(shortfall()));
        add(Group.RISK, "exposure_percent", "time in the market", new Percent(result.exposurePercent()));
        add(
                Group.RISK,
                "invested_percent",
                "invested on average",
                new Percent(result.equity().investedPercent()));
    }

    private static <T> Optional<T> when(boolean holds, T value) {
        return holds ? Optional.of(value) : Optional.empty();
    }

    private static OptionalDouble over(OptionalDouble above, double below) {
        return above.isPresent() && below > 0 ? OptionalDouble.of(above.getAsDouble() / below) : OptionalDouble.empty();
    }

    private static OptionalDouble times(OptionalDouble value, double factor) {
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() * factor) : value;
    }

    /** Of the worst twentieth of the days; of none when there are fewer than twenty. */
    private OptionalDouble shortfall() {
        int worst = (int) (dailyReturns.length * SHORTFALL_SHARE);
        double[] sorted = dailyReturns.clone();
        Arrays.sort(sorted);
        return worst == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Statistics.mean(Arrays.copyOf(sorted, worst)) * 100);
    }

    private void trades() {
        add(Group.TRADES, "trades", "trades", new Count(result.trades()));
        add(Group.TRADES, "trades_per_day", "trades a day", new Plain(spanDays > 0 ? result.trades() / spanDays : 0));
        add(Group.TRADES, "wins", "won", new Count(result.wins()));
        add(Group.TRADES, "losses", "lost", new Count(result.losses()));
        add(Group.TRADES, "win_rate_percent", "won of all", MetricValue.percent(trades.winRate()));
        add(Group.TRADES, "total_won", "sum of wins", new Amount(trades.won()));
        add(Group.TRADES, "total_lost", "sum of losses", new Amount(trades.lost()));
        add(Group.TRADES, "average_win", "average win", MetricValue.amount(trades.average(trades.wins())));
        add(Group.TRADES, "average_loss", "average loss", MetricValue.amount(trades.average(trades.losses())));
        add(Group.TRADES, "payoff_ratio", "average win over average loss", MetricValue.number(trades.payoff()));
        add(Group.TRADES, "average_trade_percent", "average trade", MetricValue.percent(trades.averagePercent()));
        add(Group.TRADES, "median_trade_percent", "median trade", MetricValue.percent(trades.medianPercent()));
        add(
                Group.TRADES,
                "best_trade",
                "best trade",
                MetricValue.amount(trades.best().map(RoundTrip::pnl)));
        add(
                Group.TRADES,
                "best_trade_percent",
                "best trade",
                MetricValue.percent(trades.highest(RoundTrip::profitPercent)));
        add(
                Group.TRADES,
                "worst_trade",
                "worst trade",
                MetricValue.amount(trades.worst().map(RoundTrip::pnl)));
        add(
                Group.TRADES,
                "worst_trade_percent",
                "worst trade",
                MetricValue.percent(trades.lowest(RoundTrip::profitPercent)));
        add(Group.TRADES, "max_consecutive_wins", "wins in a row", new Count(trades.longestRow(true)));
        add(Group.TRADES, "max_consecutive_losses", "losses in a row", new Count(trades.longestRow(false)));
        add(Group.TRADES, "current_streak", "last row (losses below 0)", new Count(trades.currentRow()));
        add(Group.TRADES, "system_quality", "system quality (SQN)", MetricValue.number(trades.systemQuality()));
        add(Group.TRADES, "mean_p_value", "mean by chance (p)", MetricValue.number(trades.pValue()));
        add(Group.TRADES, "exits_by_signal", "left by signal", new Count(trades.countOf(ExitReason.SIGNAL)));
        add(Group.TRADES, "exits_by_stop_loss", "left by hard stop", new Count(trades.countOf(ExitReason.STOP_LOSS)));
        add(
                Group.TRADES,
                "exits_by_trailing_stop",
                "left by trailing stop",
                new Count(trades.countOf(ExitReason.TRAILING_STOP)));
    }

    private void holding() {
        held("average_held", "held on average", TradeStatistics.averageHeld(result.roundTrips()));
        held("average_held_wins", "winners held on average", TradeStatistics.averageHeld(trades.wins()));
        held("average_held_losses", "losers held on average", TradeStatistics.averageHeld(trades.losses()));
        held("shortest_held_wins", "shortest winner", TradeStatistics.shortest(trades.wins()));
        held("longest_held_wins", "longest winner", TradeStatistics.longest(trades.wins()));
        held("shortest_held_losses", "shortest loser", TradeStatistics.shortest(trades.losses()));
        held("longest_held_losses", "longest loser", TradeStatistics.longest(trades.losses()));
        add(
                Group.TRADES,
                "worst_excursion_percent",
                "furthest below an entry",
                MetricValue.percent(trades.lowest(RoundTrip::worstPercent)));
        add(
                Group.TRADES,
                "best_excursion_percent",
                "furthest above an entry",
                MetricValue.percent(trades.highest(RoundTrip::bestPercent)));
        add(
                Group.TRADES,
                "open_trades",
                "still open",
                new Count(result.openTrips().size()));
        add(Group.TRADES, "long_trades", "long", new Count(result.trades()));
        add(Group.TRADES, "short_trades", "short", new Count(0));
    }

    private void held(String name, String label, Optional<Duration> length) {
        add(Group.TRADES, name, label, MetricValue.span(length));
    }

    private void costs() {
        PaidCosts costs = result.costs();
        add(Group.COSTS, "fees_paid", "fees", new Amount(costs.fees()));
        add(Group.COSTS, "spread_paid", "spread", new Amount(costs.spread()));
        add(Group.COSTS, "slippage_only_paid", "slippage", new Amount(costs.slippage()));
        add(Group.COSTS, "slippage_paid", "spread and slippage", new Amount(costs.spreadAndSlippage()));
        add(Group.COSTS, "costs_paid", "all costs", new Amount(costs.total()));
        Money volume = result.fills().stream().map(Fill::notional).reduce(Money.zero(quote), Money::plus);
        add(Group.COSTS, "trade_volume", "traded", new Amount(volume));
        add(Group.COSTS, "average_stake", "average stake", MetricValue.amount(trades.averageStake()));
        double traded = volume.amount().doubleValue();
        add(
                Group.COSTS,
                "costs_of_volume_percent",
                "costs of what was traded",
                MetricValue.percent(
                        over(OptionalDouble.of(costs.total().amount().doubleValue() * 100), traded)));
    }

    private void days() {
        add(
                Group.DAYS,
                "average_daily_profit",
                "average day, in quote",
                new Plain(Statistics.mean(
                        days.stream().mapToDouble(PeriodReturn::change).toArray())));
        add(
                Group.DAYS,
                "average_daily_profit_percent",
                "average day",
                new Percent(Statistics.mean(dailyReturns) * 100));
        Comparator<PeriodReturn> byShare = Comparator.comparingDouble(PeriodReturn::share);
        Optional<PeriodReturn> best = days.stream().max(byShare);
        Optional<PeriodReturn> worst = days.stream().min(byShare);
        add(Group.DAYS, "best_day_percent", "best day", percentOf(best));
        add(Group.DAYS, "best_day", "best day", dateOf(best));
        add(Group.DAYS, "worst_day_percent", "worst day", percentOf(worst));
        add(Group.DAYS, "worst_day", "worst day", dateOf(worst));
        add(Group.DAYS, "days_won", "days up", new Count(count(1)));
        add(Group.DAYS, "days_even", "days unchanged", new Count(count(0)));
        add(Group.DAYS, "days_lost", "days down", new Count(count(-1)));
    }

    private static MetricValue percentOf(Optional<PeriodReturn> day) {
        return day.<MetricValue>map(one -> new Percent(one.percent())).orElseGet(MetricValue.None::new);
    }

    private static MetricValue dateOf(Optional<PeriodReturn> day) {
        return day.<MetricValue>map(one -> new Words(one.period())).orElseGet(MetricValue.None::new);
    }

    private long count(int sign) {
        return days.stream().filter(day -> Math.signum(day.change()) == sign).count();
    }

    private void orders() {
        OrderCounts counts = result.orderCounts();
        add(Group.ORDERS, "orders", "orders", new Count(counts.decided()));
        add(Group.ORDERS, "fills", "fills", new Count(result.fills().size()));
        add(
                Group.ORDERS,
                "rejected_entry_signals",
                "entries refused by rules",
                new Count(result.blocked().values().stream()
                        .mapToLong(Long::longValue)
                        .sum()));
        add(Group.ORDERS, "entries_unfilled", "purchases without a fill", new Count(counts.entriesUnfilled()));
        add(Group.ORDERS, "entries_partly_filled", "purchases filled in part", new Count(counts.entriesPartly()));
        add(Group.ORDERS, "exits_unfilled", "sales and stops unfilled", new Count(counts.exitsUnfilled()));
        add(Group.ORDERS, "exits_partly_filled", "sales filled in part", new Count(counts.exitsPartly()));
        add(Group.ORDERS, "orders_refused", "refused by the exchange", new Count(counts.refused()));
        add(Group.ORDERS, "orders_short_of_volume", "waited for volume", new Count(counts.shortOfVolume()));
        detail(result.detail());
    }

    private void detail(CandleDetail detail) {
        add(Group.ORDERS, "ambiguous_candles", "candles with stop and target", new Count(detail.stopAndTarget()));
        add(Group.ORDERS, "ambiguous_told", "of them told by finer ones", new Count(detail.stopAndTargetTold()));
        add(Group.ORDERS, "ambiguous_stop_first", "of them taken as stop first", new Count(detail.stopFirst()));
        add(Group.ORDERS, "risen_stop_candles", "stop rose above a candle's low", new Count(detail.risenStops()));
        add(
                Group.ORDERS,
                "finer_timeframe",
                "finer candles",
                detail.finer()
                        .<MetricValue>map(finer -> new Words(finer.label()))
                        .orElseGet(MetricValue.None::new));
        add(Group.ORDERS, "finer_played", "candles played in them", new Count(detail.played()));
        add(Group.ORDERS, "finer_missing", "candles that lack them", new Count(detail.incomplete()));
        add(Group.ORDERS, "finer_different", "candles that they tell otherwise", new Count(detail.different()));
    }

    private void run() {
        add(Group.RUN, "trading_mode", "mode", new Words("spot, long only"));
        add(
                Group.RUN,
                "max_open_trades",
                "positions at most",
                new Count(result.symbols().size()));
        add(Group.RUN, "from", "from", new Moment(result.from()));
        add(Group.RUN, "to", "to", new Moment(result.to()));
        add(Group.RUN, "days", "days", new Plain(spanDays));
        add(Group.RUN, "candles", "candles", new Count(result.played()));
        add(Group.RUN, "missing_candles", "missing candles", new Count(result.missing()));
    }

    private void add(Group group, String name, String label, MetricValue value) {
        metrics.add(new Metric(group, name, label, value));
    }
}
