package cab.application.backtest;

import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.order.Fill;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What happened in a backtest: the facts, and what follows from them. Money is exact; ratios and percentages are
 * doubles, in percent where they are called so, and are worked out anew at each call. Immutable.
 *
 * @param tested what was tested
 * @param initialEquity cash at the start
 * @param finalEquity cash and the position at the last close
 * @param equity what the account was worth at every close
 * @param orders every order decided, in order
 * @param fills every fill, in the order it was booked
 * @param roundTrips every position that was closed, in the order of the end
 * @param stillOpen what was held when the candles ended
 * @param costs what trading has cost
 * @param orderCounts what became of the orders
 * @param blocked how often which rule or stage refused an entry
 * @param detail how well it was known what came first inside a candle
 * @param decisionHash SHA-256 over the orders, in hexadecimal
 */
public record BacktestResult(
        Tested tested,
        Money initialEquity,
        Money finalEquity,
        EquityLine equity,
        List<DecidedOrder> orders,
        List<Fill> fills,
        List<RoundTrip> roundTrips,
        Optional<OpenTrip> stillOpen,
        PaidCosts costs,
        OrderCounts orderCounts,
        SortedMap<String, Long> blocked,
        CandleDetail detail,
        String decisionHash)
        implements AccountResult {

    public BacktestResult {
        orders = List.copyOf(orders);
        fills = List.copyOf(fills);
        roundTrips = List.copyOf(roundTrips);
        blocked = Collections.unmodifiableSortedMap(new TreeMap<>(blocked));
    }

    public Symbol symbol() {
        return tested.symbol();
    }

    @Override
    public List<Symbol> symbols() {
        return List.of(symbol());
    }

    @Override
    public Timeframe timeframe() {
        return tested.candles().timeframe();
    }

    @Override
    public List<String> strategies() {
        return tested.strategies();
    }

    @Override
    public Instant from() {
        return Instant.ofEpochMilli(tested.candles().openTimeMs(0));
    }

    @Override
    public Instant to() {
        return Instant.ofEpochMilli(tested.candles().closeTimeMs(candles() - 1));
    }

    /** How many candles were played. */
    public int candles() {
        return tested.candles().size();
    }

    @Override
    public long played() {
        return candles();
    }

    @Override
    public long missing() {
        return tested.candles().missing();
    }

    @Override
    public List<OpenTrip> openTrips() {
        return stillOpen.stream().toList();
    }

    @Override
    public int trades() {
        return roundTrips.size();
    }

    @Override
    public int wins() {
        return (int) roundTrips.stream().filter(RoundTrip::isWin).count();
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

    /** From the first open to the last close. */
    @Override
    public double buyAndHoldPercent() {
        CandleSeries candles = tested.candles();
        return (candles.close(candles.size() - 1) / candles.open(0) - 1) * 100;
    }

    /** Equity is marked at candle closes. */
    @Override
    public double maxDrawdownPercent() {
        return curve().maxDrawdownPercent();
    }

    /** The returns of UTC days: a new array. */
    public double[] dailyReturns() {
        return curve().dailyReturns();
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
        return new TradeStatistics(roundTrips, symbol().quote()).profitFactor();
    }

    @Override
    public double exposurePercent() {
        return equity.size() == 0 ? 0 : 100.0 * equity.closesHeld() / equity.size();
    }

    /** Fees in quote, those in base valued at their fill. */
    public Money feesPaid() {
        return costs.fees();
    }

    /** Half spread and slippage in quote. */
    public Money slippagePaid() {
        return costs.spreadAndSlippage();
    }

    private EquityCurve curve() {
        return EquityCurve.of(equity, initialEquity.amount().doubleValue());
    }
}
