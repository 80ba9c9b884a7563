package cab.infrastructure.simulation;

import cab.application.port.Balance;
import cab.application.port.Broker;
import cab.application.port.MarketData;
import cab.application.protection.StopPolicy;
import cab.application.settlement.SettlementPolicy;
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
import cab.infrastructure.exchange.simulated.ExchangeTerms;
import cab.infrastructure.exchange.simulated.FillRules;
import cab.infrastructure.exchange.simulated.Latency;
import cab.infrastructure.exchange.simulated.Listing;
import cab.infrastructure.exchange.simulated.OrderPolicy;
import cab.infrastructure.exchange.simulated.SimulatedAccount;
import cab.infrastructure.exchange.simulated.SimulatedBroker;
import cab.infrastructure.exchange.simulated.SimulatedVenue;
import cab.infrastructure.marketdata.EmbeddedMarket;
import cab.infrastructure.marketdata.SeededRandom;
import cab.infrastructure.storage.InMemoryOrderJournal;
import cab.infrastructure.time.VirtualScheduler;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that one run is made of and that no crash takes away. Owned by one thread. */
final class SimulatedWorld {

    static final Currency USDT = new Currency("USDT");
    static final Timeframe TIMEFRAME = Timeframe.M5;

    private static final Duration ORDER_LIFETIME = Duration.ofSeconds(30);
    private static final List<String> COINS = List.of("BTC", "ETH", "SOL", "BNB", "LTC");

    /** By then a balance has been asked for while nothing was at work. */
    private static final Duration NOT_NOTICED_MAX = Duration.ofDays(1);

    /** By then a sale of a stop is booked and the balance asked for again. */
    private static final Duration SALE_NOTICED_MAX = Duration.ofMinutes(10);

    /** By then an order that was made by the rules of before has left. */
    private static final Duration RULES_NEW = Duration.ofMinutes(2);

    private static final int OPEN_ORDERS_MAX = 1_000;
    private static final int ORDERS_REMEMBERED = 20_000;
    private static final long TERMS_SALT = 0x5445524D53L;

    /** Candles for the longest run, and for all that has to come to rest behind it. */
    private static final int MARKET_DAYS = (int) SimulationScope.FAULTY_MAX.toDays() + 2;

    private final long seed;
    private final Duration faultyFor;
    private final StopPolicy stops;
    private final int ordersPerDay;
    private final BigDecimal heldByOthers;
    private final VirtualScheduler clock;
    private final BotClock botClock;
    private final SeededFaults faults;
    private final Connection connection;
    private final Story story;
    private final SimulatedVenue venue;
    private final SimulatedAccount account;
    private final Broker broker;
    private final MarketData market;
    private final Map<Symbol, Long> rulesChangedMs = new TreeMap<>();
    private final Deque<Taken> takenByOthers = new ArrayDeque<>();
    private final List<Money> deposits = new ArrayList<>();
    private final List<TradedSymbol> symbols = new ArrayList<>();

    SimulatedWorld(SimulationScope scope, Story story) {
        this.seed = scope.seed();
        this.story = story;
        this.faults = new SeededFaults(seed, scope.allowed());
        this.clock = new VirtualScheduler(EmbeddedMarket.TRADING_START.toEpochMilli()
                - Duration.ofMinutes(1).toMillis());
        this.botClock = new BotClock(clock);
        this.connection = new Connection(faults, clock);
        SeededRandom chance = new SeededRandom(SeededRandom.mixed(seed, TERMS_SALT));
        FeeSchedule.FeeCharge charge =
                chance.nextInt(2) == 0 ? FeeSchedule.FeeCharge.RECEIVED : FeeSchedule.FeeCharge.QUOTE;
        int count = Math.min(2 + chance.nextInt(COINS.size() - 1), scope.symbolsAtMost());
        // With little volume, orders are filled over several candles.
        Percent participation = chance.nextInt(2) == 0 ? Percent.of("5") : Percent.of("0.02");
        Duration drawn = Duration.ofDays(1 + chance.nextInt((int) SimulationScope.FAULTY_MAX.toDays()));
        this.faultyFor = drawn.compareTo(scope.faultyAtMost()) < 0 ? drawn : scope.faultyAtMost();
        this.heldByOthers = chance.nextInt(2) == 0 ? BigDecimal.ZERO : BigDecimal.ONE;
        this.ordersPerDay = 40 + chance.nextInt(120);
        // Little money: bots that share it must not spend it twice.
        String quote = chance.nextInt(2) == 0 ? "20000" : "2500";
        OrderPolicy.Duplicates duplicates =
                chance.nextInt(2) == 0 ? OrderPolicy.Duplicates.TAKEN : OrderPolicy.Duplicates.REFUSED;
        List<Instrument> instruments = COINS.subList(0, count).stream()
                .map(coin -> instrument(coin, charge))
                .toList();
        // Some watch their stops alone; of the others, some have an exchange where stops expire.
        this.stops = chance.nextInt(4) == 0 ? StopPolicy.local() : StopPolicy.atExchange(Percent.of("0.1"));
        Duration stopLifetime = chance.nextInt(2) == 0 ? Duration.ZERO : Duration.ofHours(1);
        this.venue = venue(
                instruments,
                participation,
                new OrderPolicy(duplicates, OPEN_ORDERS_MAX, ORDERS_REMEMBERED, stopLifetime));
        deposits.add(new Money(new BigDecimal(quote), USDT));
        deposits.add(new Money(new BigDecimal("1000"), UnrulyExchange.VENUE_COIN));
        if (heldByOthers.signum() > 0) {
            instruments.forEach(
                    each -> deposits.add(new Money(heldByOthers, each.symbol().base())));
        }
        this.account = venue.account("main", deposits);
        this.broker =
                venue.broker(account, connection, new SimulatedBroker.Promises(ORDER_LIFETIME, Connection.LAG_MAX));
        this.market = venue.marketData(connection);
        instruments.forEach(this::trade);
        venue.exchange().disturb(new UnrulyExchange(faults));
    }

    private SimulatedVenue venue(List<Instrument> instruments, Percent participation, OrderPolicy orders) {
        return new SimulatedVenue(
                clock,
                ExchangeTerms.honest(seed)
                        .withFills(new FillRules(Percent.of("0.05"), Percent.of("0.05"), participation))
                        .withOrders(orders)
                        .withLatency(new Latency(
                                Duration.ofMillis(60),
                                Duration.ofMillis(60),
                                Duration.ofMillis(400),
                                Duration.ofSeconds(10))),
                instruments.stream()
                        .map(each -> new Listing(each, BrokenMarket.of(each, TIMEFRAME, seed, MARKET_DAYS, faults)))
                        .toList());
    }

    private void trade(Instrument instrument) {
        Symbol symbol = instrument.symbol();
        BotId bot = new BotId("sim-" + symbol.base().code());
        Truth truth = new Truth(symbol, bot, heldByOthers);
        var _ = venue.exchange().subscribe(account, symbol, event -> {
            story.add(clock.millis(), () -> "exchange: " + event);
            truth.on(event);
        });
        symbols.add(new TradedSymbol(
                instrument,
                bot,
                new InMemoryOrderJournal(clock),
                truth,
                new Invariants(bot, truth, ordersPerDay),
                new ProtectionWatch(truth)));
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

    /** The decision-making of one symbol in one life of the program. */
    DecisionParts parts(TradedSymbol traded) {
        return new DecisionParts(
                SeededRandom.mixed(
                        seed, traded.instrument().symbol().base().code().hashCode()),
                traded,
                ordersPerDay,
                faults,
                clock);
    }

    VirtualScheduler clock() {
        return clock;
    }

    /** The clock that the program sees. */
    BotClock botClock() {
        return botClock;
    }

    SeededFaults faults() {
        return faults;
    }

    Connection connection() {
        return connection;
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

    Duration faultyFor() {
        return faultyFor;
    }

    void tell(String line) {
        story.add(clock.millis(), () -> line);
    }

    /** The rules that bind now. */
    Instrument instrument(TradedSymbol traded) {
        return venue.instrument(traded.instrument().symbol());
    }

    /** From now on the exchange goes by these rules. */
    void changeRules(Instrument changed) {
        rulesChangedMs.put(changed.symbol(), clock.millis());
        venue.changeRules(changed);
    }

    /** Whether the rules have changed a moment ago. */
    boolean areRulesNew(TradedSymbol traded) {
        Long changedMs = rulesChangedMs.get(traded.instrument().symbol());
        return changedMs != null && clock.millis() - changedMs <= RULES_NEW.toMillis();
    }

    void delist(TradedSymbol traded) {
        venue.delist(traded.instrument().symbol());
    }

    void relist(TradedSymbol traded) {
        venue.relist(traded.instrument().symbol());
    }

    boolean isListed(TradedSymbol traded) {
        return market.instrument(traded.instrument().symbol()).isPresent();
    }

    /** Others take {@code amount} of quote out of the account, or bind it. */
    void takenByOthers(Money amount) {
        takenByOthers.addLast(new Taken(clock.millis(), amount));
    }

    /**
     * What others have taken of late, and what stops that fired have brought, which a balance may show before the fill
     * is booked: the program cannot know of all of it yet.
     */
    Money notKnownYet() {
        Money sum = Money.zero(USDT);
        for (TradedSymbol traded : symbols) {
            long sinceMs = clock.millis() - SALE_NOTICED_MAX.toMillis();
            sum = sum.plus(new Money(traded.truth().soldSince(sinceMs), USDT));
        }
        for (Taken taken : takenByOthers) {
            sum = taken.atMs() >= clock.millis() - NOT_NOTICED_MAX.toMillis() ? sum.plus(taken.amount()) : sum;
        }
        return sum;
    }

    private record Taken(long atMs, Money amount) {}

    /** What the account has of {@code currency} now. */
    Balance balance(Currency currency) {
        return venue.exchange().balances(account).stream()
                .filter(balance -> balance.currency().equals(currency))
                .findFirst()
                .orElse(new Balance(Money.zero(currency), Money.zero(currency)));
    }

    /** What the account was given in {@code currency}. */
    Money deposited(Currency currency) {
        Money sum = Money.zero(currency);
        for (Money deposit : deposits) {
            sum = deposit.currency().equals(currency) ? sum.plus(deposit) : sum;
        }
        return sum;
    }

    /** A person moves coins to the account: they are his. */
    void giveBack(TradedSymbol traded, BigDecimal amount) {
        Money coins = new Money(amount, traded.instrument().symbol().base());
        venue.exchange().deposit(account, coins);
        traded.truth().givenToOthers(amount);
        tell("somebody brings " + coins);
    }
}
