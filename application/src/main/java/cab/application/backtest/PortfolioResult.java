package cab.application.backtest;

import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
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
        String decisionHash) {

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

    public List<Symbol> symbols() {
        return bySymbol.stream().map(BacktestResult::symbol).toList();
    }

    public Timeframe timeframe() {
        return bySymbol.getFirst().timeframe();
    }

    public List<String> strategies() {
        return bySymbol.getFirst().strategies();
    }

    /** Opening of the first candle of all. */
    public Instant from() {
        return bySymbol.stream()
                .map(BacktestResult::from)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Close of the last candle of all. */
    public Instant to() {
        return bySymbol.stream()
                .map(BacktestResult::to)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** How many candles were played, all symbols together. */
    public long candles() {
        return bySymbol.stream().mapToLong(BacktestResult::candles).sum();
    }

    /** Round trips that were closed. */
    public int trades() {
        return bySymbol.stream().mapToInt(BacktestResult::trades).sum();
    }

    /** Round trips that earned more than nothing, all fees included. */
    public int wins() {
        return bySymbol.stream().mapToInt(BacktestResult::wins).sum();
    }

    /** The others. */
    public int losses() {
        return trades() - wins();
    }

    /** Final over initial equity, less one, in percent. */
    public double returnPercent() {
        double initial = initialEquity.amount().doubleValue();
        return (finalEquity.amount().doubleValue() / initial - 1) * 100;
    }

    /** What an equal part of the capital in each symbol would have made from its first open to its last close. */
    public double buyAndHoldPercent() {
        return bySymbol.stream()
                .mapToDouble(BacktestResult::buyAndHoldPercent)
                .average()
                .orElse(0);
    }

    /** The largest fall of equity from a peak before it. */
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
        Money zero = Money.zero(initialEquity.currency());
        Money won = zero;
        Money lost = zero;
        for (BacktestResult one : bySymbol) {
            for (RoundTrip trip : one.roundTrips()) {
                won = trip.isWin() ? won.plus(trip.pnl()) : won;
                lost = trip.isWin() ? lost : lost.minus(trip.pnl());
            }
        }
        return lost.isPositive()
                ? OptionalDouble.of(won.amount().doubleValue() / lost.amount().doubleValue())
                : OptionalDouble.empty();
    }

    /** Share of the instants of its line at which anything was held. */
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

    /** Candles in which stop and target could both have been filled. */
    public long ambiguousCandles() {
        return bySymbol.stream().mapToLong(BacktestResult::ambiguousCandles).sum();
    }

    /** How often which rule or stage refused an entry. */
    public SortedMap<String, Long> blocked() {
        SortedMap<String, Long> blocked = new TreeMap<>();
        bySymbol.forEach(one -> one.blocked().forEach((rule, count) -> blocked.merge(rule, count, Long::sum)));
        return blocked;
    }

    private Money sum(Function<BacktestResult, Money> part) {
        return bySymbol.stream().map(part).reduce(Money.zero(initialEquity.currency()), Money::plus);
    }

    private EquityCurve curve() {
        EquityCurve curve = new EquityCurve(initialEquity.amount().doubleValue());
        for (int index = 0; index < equity.size(); index++) {
            curve.mark(equity.timeMs(index), equity.value(index));
        }
        curve.end();
        return curve;
    }
}
