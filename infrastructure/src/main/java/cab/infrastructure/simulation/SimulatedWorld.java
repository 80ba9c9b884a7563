package cab.infrastructure.simulation;

import cab.application.port.Broker;
import cab.application.port.MarketData;
import cab.application.protection.StopPolicy;
import cab.application.settlement.SettlementPolicy;
import cab.application.trading.CycleRules;
import cab.application.trading.CycleSettings;
import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.protection.ProtectionPolicy;
import cab.domain.regime.RegimeGate;
import cab.domain.risk.RiskManager;
import cab.domain.signal.FirstOpinion;
import cab.domain.signal.Fusion;
import cab.domain.signal.SignalPipeline;
import cab.domain.signal.TrendFilter;
import cab.domain.sizing.FixedAmount;
import cab.infrastructure.exchange.simulated.ExchangeTerms;
import cab.infrastructure.exchange.simulated.FillRules;
import cab.infrastructure.exchange.simulated.Latency;
import cab.infrastructure.exchange.simulated.Listing;
import cab.infrastructure.exchange.simulated.OrderPolicy;
import cab.infrastructure.exchange.simulated.SimulatedAccount;
import cab.infrastructure.exchange.simulated.SimulatedVenue;
import cab.infrastructure.marketdata.EmbeddedMarket;
import cab.infrastructure.marketdata.SeededRandom;
import cab.infrastructure.storage.InMemoryOrderJournal;
import cab.infrastructure.time.VirtualScheduler;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Everything that one run is made of and that no crash takes away. Owned by one thread. */
final class SimulatedWorld {

    static final Currency USDT = new Currency("USDT");
    static final Timeframe TIMEFRAME = Timeframe.M5;

    private static final BigDecimal HELD_BY_OTHERS = BigDecimal.ONE;
    private static final Duration ORDER_LIFETIME = Duration.ofSeconds(30);
    private static final List<String> COINS = List.of("BTC", "ETH", "SOL");
    private static final long TERMS_SALT = 0x5445524D53L;

    private final long seed;
    private final VirtualScheduler clock;
    private final SeededFaults faults;
    private final Story story = new Story();
    private final SimulatedVenue venue;
    private final SimulatedAccount account;
    private final Broker broker;
    private final MarketData market;
    private final List<TradedSymbol> symbols = new ArrayList<>();
    private final StopPolicy stops;

    SimulatedWorld(long seed, Set<FaultClass> allowed) {
        this.seed = seed;
        this.faults = new SeededFaults(seed, allowed);
        this.clock = new VirtualScheduler(EmbeddedMarket.TRADING_START.toEpochMilli()
                - Duration.ofMinutes(1).toMillis());
        SeededRandom chance = new SeededRandom(SeededRandom.mixed(seed, TERMS_SALT));
        FeeSchedule.FeeCharge charge =
                chance.nextInt(2) == 0 ? FeeSchedule.FeeCharge.RECEIVED : FeeSchedule.FeeCharge.QUOTE;
        List<Instrument> instruments = COINS.subList(0, 2 + chance.nextInt(2)).stream()
                .map(coin -> instrument(coin, charge))
                .toList();
        // With little volume, orders are filled in parts.
        Percent participation = chance.nextInt(2) == 0 ? Percent.of("5") : Percent.of("0.02");
        // Some watch their stops alone; of the others, some have an exchange where stops expire.
        this.stops = chance.nextInt(4) == 0 ? StopPolicy.local() : StopPolicy.atExchange(Percent.of("0.1"));
        Duration stopLifetime = chance.nextInt(2) == 0 ? Duration.ZERO : Duration.ofHours(1);
        this.venue = new SimulatedVenue(
                clock,
                ExchangeTerms.honest(seed)
                        .withOrders(OrderPolicy.likeGateio().withStopLifetime(stopLifetime))
                        .withFills(new FillRules(Percent.of("0.05"), Percent.of("0.05"), participation))
                        .withLatency(new Latency(
                                Duration.ofMillis(60),
                                Duration.ofMillis(60),
                                Duration.ofMillis(400),
                                Duration.ofSeconds(10))),
                instruments.stream()
                        .map(each -> new Listing(each, new EmbeddedMarket(each, TIMEFRAME, seed, 0)))
                        .toList());
        List<Money> deposits = new ArrayList<>(List.of(new Money(new BigDecimal("20000"), USDT)));
        instruments.forEach(
                each -> deposits.add(new Money(HELD_BY_OTHERS, each.symbol().base())));
        this.account = venue.account("main", deposits);
        this.broker = venue.broker(account, faults, ORDER_LIFETIME);
        this.market = venue.marketData(faults);
        instruments.forEach(this::trade);
    }

    private void trade(Instrument instrument) {
        Symbol symbol = instrument.symbol();
        BotId bot = new BotId("sim-" + symbol.base().code());
        Truth truth = new Truth(symbol, bot, HELD_BY_OTHERS);
        var _ = venue.exchange().subscribe(account, symbol, event -> {
            story.add(clock.millis(), "exchange: " + event);
            truth.on(event);
        });
        symbols.add(new TradedSymbol(
                instrument, bot, new InMemoryOrderJournal(clock), truth, new Invariants(instrument, truth)));
    }

    private static Instrument instrument(String coin, FeeSchedule.FeeCharge charge) {
        return new Instrument(
                new Symbol(new Currency(coin), USDT),
                new BigDecimal("0.01"),
                new BigDecimal("0.00001"),
                Quantity.of("0.00001"),
                new Money(new BigDecimal("5"), USDT),
                new FeeSchedule(Percent.of("0.1"), Percent.of("0.1"), charge));
    }

    CycleSettings settings() {
        return new CycleSettings(
                TIMEFRAME,
                12,
                new ProtectionPolicy(Percent.of("1"), Percent.of("0.7"), Percent.of("0.5")),
                stops,
                new SettlementPolicy(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(15)),
                Duration.ofMinutes(2));
    }

    CycleRules rules(Symbol symbol) {
        CoinFlips strategy =
                new CoinFlips(SeededRandom.mixed(seed, symbol.base().code().hashCode()), faults::isHealed);
        return new CycleRules(
                new SignalPipeline(List.of(strategy), new FirstOpinion(), TrendFilter.off(), Fusion.technicalOnly()),
                RegimeGate.alwaysRiskOn(),
                new FixedAmount(new Money(new BigDecimal("1000"), USDT)),
                new RiskManager(List.of()));
    }

    VirtualScheduler clock() {
        return clock;
    }

    SeededFaults faults() {
        return faults;
    }

    Story story() {
        return story;
    }

    SimulatedVenue venue() {
        return venue;
    }

    SimulatedAccount account() {
        return account;
    }

    Broker broker() {
        return broker;
    }

    MarketData market() {
        return market;
    }

    List<TradedSymbol> symbols() {
        return symbols;
    }

    void tell(String line) {
        story.add(clock.millis(), line);
    }

    /** What the account has of the quote currency that is not bound by orders. */
    Money freeQuote() {
        return venue.exchange().balances(account).stream()
                .filter(balance -> balance.currency().equals(USDT))
                .map(balance -> balance.free())
                .findFirst()
                .orElse(Money.zero(USDT));
    }
}
