package cab.application.backtest;

import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.order.Fill;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * What a backtest made of one account, whether with one symbol or with several. Money is exact; ratios and percentages
 * are doubles. Immutable.
 */
public sealed interface AccountResult permits BacktestResult, PortfolioResult {

    /** What was traded, in the order of the plan. */
    List<Symbol> symbols();

    Timeframe timeframe();

    /** Who decided. */
    List<String> strategies();

    /** Opening of the first candle. */
    Instant from();

    /** Close of the last candle. */
    Instant to();

    /** How many candles were played. */
    long played();

    /** How many candles are missing in what was played. */
    long missing();

    /** Cash at the start. */
    Money initialEquity();

    /** Cash at the end, and all positions at the last close of their symbol. */
    Money finalEquity();

    /** What the account was worth over time. */
    AccountLine equity();

    /** Every position that was closed, in the order of the end. */
    List<RoundTrip> roundTrips();

    /** What was held when the candles ended. */
    List<OpenTrip> openTrips();

    List<Fill> fills();

    PaidCosts costs();

    OrderCounts orderCounts();

    /** How often which rule or stage refused an entry. */
    SortedMap<String, Long> blocked();

    /** How well it was known what came first inside a candle. */
    CandleDetail detail();

    /** SHA-256 over the orders, in hexadecimal. */
    String decisionHash();

    /** Round trips that were closed. */
    int trades();

    /** Round trips that earned more than nothing, all fees included. */
    int wins();

    /** The others. */
    int losses();

    /** Final over initial equity, less one, in percent. */
    double returnPercent();

    /** The market's own return, in percent. */
    double buyAndHoldPercent();

    /** The largest fall of equity from a peak before it. */
    double maxDrawdownPercent();

    /** Share of the instants at which anything was held, in percent. */
    double exposurePercent();
}
