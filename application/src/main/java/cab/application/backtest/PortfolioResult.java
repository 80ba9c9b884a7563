package cab.application.backtest;

import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.order.Fill;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What several symbols made of one capital. Money is exact; ratios and percentages are doubles, and are worked out anew
 * at each call. Immutable.
 *
 * @param bySymbol what each symbol added, in the order of the plan: equity there is the whole capital with what that
 *     symbol alone made or lost, its return what it added to the return of the whole
 * @param initialEquity cash at the start
 * @param finalEquity cash at the end, and every position at the last close of its symbol
 * @param equity what the account was worth over time
 * @param orders every order decided, in order of time; at one instant in the order of the plan
 * @param decisionHash SHA-256 over the orders, in hexadecimal
 */
public record PortfolioResult(
        List<BacktestResult> bySymbol,
        Money initialEquity,
        Money finalEquity,
        PortfolioLine equity,
        List<DecidedOrder> orders,
        String decisionHash)
        implements AccountResult {

    public PortfolioResult {
        bySymbol = List.copyOf(bySymbol);
        orders = List.copyOf(orders);
    }

    /** The whole of what each symbol has made of {@code cash}, all of which its result begins with. */
    public static PortfolioResult of(Money cash, List<BacktestResult> bySymbol) {
        Money made = bySymbol.stream()
                .map(one -> one.finalEquity().minus(cash))
                .reduce(Money.zero(cash.currency()), Money::plus);
        List<DecidedOrder> orders = bySymbol.stream()
                .flatMap(one -> one.orders().stream())
                .sorted(Comparator.comparing(DecidedOrder::at))
                .toList();
        return new PortfolioResult(
                bySymbol,
                cash,
                cash.plus(made),
                PortfolioLine.of(
                        cash.amount().doubleValue(),
                        bySymbol.stream().map(BacktestResult::equity).toList()),
                orders,
                DecidedOrder.hashOf(orders));
    }

    @Override
    public List<Symbol> symbols() {
        return bySymbol.stream().map(BacktestResult::symbol).toList();
    }

    @Override
    public Timeframe timeframe() {
        return bySymbol.getFirst().timeframe();
    }

    @Override
    public List<String> strategies() {
        return bySymbol.getFirst().strategies();
    }

    @Override
    public Instant from() {
        return bySymbol.stream()
                .map(BacktestResult::from)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    @Override
    public Instant to() {
        return bySymbol.stream()
                .map(BacktestResult::to)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    @Override
    public long played() {
        return bySymbol.stream().mapToLong(BacktestResult::candles).sum();
    }

    @Override
    public long missing() {
        return bySymbol.stream().mapToLong(BacktestResult::missing).sum();
    }

    /** At one instant in the order of the plan. */
    @Override
    public List<RoundTrip> roundTrips() {
        return bySymbol.stream()
                .flatMap(one -> one.roundTrips().stream())
                .sorted(Comparator.comparing(RoundTrip::exited))
                .toList();
    }

    @Override
    public List<OpenTrip> openTrips() {
        return bySymbol.stream().flatMap(one -> one.stillOpen().stream()).toList();
    }

    /** Those of one symbol behind those of another. */
    @Override
    public List<Fill> fills() {
        return bySymbol.stream().flatMap(one -> one.fills().stream()).toList();
    }

    @Override
    public PaidCosts costs() {
        SortedMap<Currency, Money> feesByCoin = new TreeMap<>();
        bySymbol.forEach(
                one -> one.costs().feesByCoin().forEach((coin, fee) -> feesByCoin.merge(coin, fee, Money::plus)));
        return new PaidCosts(
                feesPaid(),
                feesByCoin,
                sum(one -> one.costs().spread()),
                sum(one -> one.costs().slippage()));
    }

    @Override
    public OrderCounts orderCounts() {
        return bySymbol.stream()
                .map(BacktestResult::orderCounts)
                .reduce(OrderCounts::plus)
                .orElseThrow();
    }

    @Override
    public int trades() {
        return bySymbol.stream().mapToInt(BacktestResult::trades).sum();
    }

    @Override
    public int wins() {
        return bySymbol.stream().mapToInt(BacktestResult::wins).sum();
    }

    @Override
    public int losses() {
        return trades() - wins();
    }

    @Override
    public double returnPercent() {
        double initial = initialEquity.amount().doubleValue();
        return (finalEquity.amount().doubleValue() / initial - 1) * 100;
    }

    /** What an equal part of the capital in each symbol would have made from its first open to its last close. */
    @Override
    public double buyAndHoldPercent() {
        return bySymbol.stream()
                .mapToDouble(BacktestResult::buyAndHoldPercent)
                .average()
                .orElse(0);
    }

    @Override
    public double maxDrawdownPercent() {
        return curve().maxDrawdownPercent();
    }

    /** Mean over deviation of daily returns, times √365; empty with fewer than two days or no deviation. */
    public OptionalDouble sharpe() {
        return curve().sharpe();
    }

    /** As sharpe, over the deviation of losing days. */
    public OptionalDouble sortino() {
        return curve().sortino();
    }

    /** What winning round trips earned over what losing ones lost; empty without a loss. */
    public OptionalDouble profitFactor() {
        return new TradeStatistics(roundTrips(), initialEquity.currency()).profitFactor();
    }

    @Override
    public double exposurePercent() {
        return equity.size() == 0 ? 0 : 100.0 * equity.held() / equity.size();
    }

    /** Fees in quote, those in base valued at their fill. */
    public Money feesPaid() {
        return sum(BacktestResult::feesPaid);
    }

    /** Half spread and slippage in quote. */
    public Money slippagePaid() {
        return sum(BacktestResult::slippagePaid);
    }

    @Override
    public CandleDetail detail() {
        return bySymbol.stream().map(BacktestResult::detail).reduce(CandleDetail.none(), CandleDetail::plus);
    }

    @Override
    public SortedMap<String, Long> blocked() {
        SortedMap<String, Long> blocked = new TreeMap<>();
        bySymbol.forEach(one -> one.blocked().forEach((rule, count) -> blocked.merge(rule, count, Long::sum)));
        return blocked;
    }

    private Money sum(Function<BacktestResult, Money> part) {
        return bySymbol.stream().map(part).reduce(Money.zero(initialEquity.currency()), Money::plus);
    }

    private EquityCurve curve() {
        return EquityCurve.of(equity, initialEquity.amount().doubleValue());
    }
}
