package cab.infrastructure.exchange.simulated;

import cab.application.backtest.BacktestVenue;
import cab.application.backtest.CandleDetail;
import cab.application.backtest.VenueTally;
import cab.application.port.Broker;
import cab.application.port.Mailbox;
import cab.application.port.MarketData;
import cab.application.port.Scheduler;
import cab.domain.market.CandleSeries;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.infrastructure.marketdata.FinerCandles;
import cab.infrastructure.marketdata.ReplayFeed;
import cab.infrastructure.time.InlineMailbox;
import cab.infrastructure.time.VirtualScheduler;
import java.util.List;
import java.util.Optional;

/** The simulated exchange as the venue of one backtest. Owned by one thread. */
public final class SimulatedBacktestVenue implements BacktestVenue {

    /** The account opens this long before the first candle, so that the bot has reconciled when it comes. */
    private static final long LEAD_MS = 60_000;

    private static final int MAILBOX_CAPACITY = 10_000;

    /** Nobody asks a backtest for what ended long ago, and what is not kept stays out of the processor's caches. */
    private static final int ORDERS_REMEMBERED = 64;

    private final VirtualScheduler time;
    private final SimulatedVenue venue;
    private final Broker broker;
    private final MarketData marketData;
    private final Money cash;
    private final List<Symbol> symbols;
    private final long firstOpenMs;

    /**
     * A market of the past.
     *
     * @param instrument its rules
     * @param candles at least one
     * @param finer what their insides are known from; of {@code candles}
     */
    public record Past(Instrument instrument, CandleSeries candles, Optional<FinerCandles> finer) {

        /** Candles of which the insides are not known. */
        public Past(Instrument instrument, CandleSeries candles) {
            this(instrument, candles, Optional.empty());
        }
    }

    /** A new exchange that lists {@code instrument}, with an account that holds {@code cash}. */
    public SimulatedBacktestVenue(ExchangeTerms terms, Instrument instrument, CandleSeries candles, Money cash) {
        this(terms, new Past(instrument, candles), cash, 0);
    }

    /**
     * The same, where trading begins at candle {@code first}: those before it are history, which the bot may ask for
     * and nobody trades in.
     */
    public SimulatedBacktestVenue(ExchangeTerms terms, Past market, Money cash, int first) {
        this(terms, List.of(market), cash, market.candles.openTimeMs(first));
    }

    /** The same with several markets, each from its first candle on. */
    public SimulatedBacktestVenue(ExchangeTerms terms, List<Past> markets, Money cash) {
        this(
                terms,
                markets,
                cash,
                markets.stream()
                        .mapToLong(market -> market.candles.openTimeMs(0))
                        .min()
                        .orElseThrow());
    }

    private SimulatedBacktestVenue(ExchangeTerms terms, List<Past> markets, Money cash, long firstOpenMs) {
        this.cash = cash;
        this.firstOpenMs = firstOpenMs;
        this.symbols =
                markets.stream().map(market -> market.instrument.symbol()).toList();
        this.time = new VirtualScheduler(firstOpenMs - LEAD_MS);
        ExchangeTerms forgetful = terms.withOrders(terms.orders().remembering(ORDERS_REMEMBERED));
        this.venue = new SimulatedVenue(
                time,
                forgetful,
                markets.stream()
                        .map(market -> new Listing(market.instrument, new ReplayFeed(market.candles, market.finer)))
                        .toList());
        this.broker = venue.broker(venue.account("backtest", List.of(cash)), FaultPlan.none());
        this.marketData = venue.marketData(FaultPlan.none());
    }

    @Override
    public Broker broker() {
        return broker;
    }

    @Override
    public MarketData marketData() {
        return marketData;
    }

    @Override
    public Scheduler scheduler() {
        return time;
    }

    @Override
    public Mailbox mailbox() {
        return new InlineMailbox(MAILBOX_CAPACITY);
    }

    @Override
    public void settle() {
        venue.player().playTo(firstOpenMs - 1);
    }

    @Override
    public void playTo(long untilMs) {
        venue.player().playTo(untilMs);
    }

    @Override
    public void play() {
        venue.player().playToEnd();
    }

    @Override
    public void delist(Symbol symbol) {
        venue.delist(symbol);
    }

    @Override
    public VenueTally tally() {
        return tally(
                venue.exchange().statistics(),
                symbols.stream().map(venue::detail).reduce(CandleDetail.none(), CandleDetail::plus));
    }

    @Override
    public VenueTally tally(Symbol symbol) {
        return tally(venue.exchange().statistics(symbol), venue.detail(symbol));
    }

    private VenueTally tally(ExchangeStatistics statistics, CandleDetail detail) {
        Money spread = statistics.spreadPaid(cash.currency());
        return new VenueTally(
                spread,
                statistics.slippagePaid(cash.currency()).minus(spread),
                detail,
                statistics.ordersShortOfVolume());
    }
}
