package cab.app.assembly;

import cab.application.execution.CapitalPool;
import cab.application.execution.Holdings;
import cab.application.monitoring.ComponentHealth;
import cab.application.monitoring.HealthSource;
import cab.application.monitoring.Heartbeats;
import cab.application.monitoring.Monitoring;
import cab.application.port.BotPorts;
import cab.application.port.EventBus;
import cab.application.port.RecoveredBook;
import cab.application.port.Scheduler;
import cab.application.port.StorageException;
import cab.application.port.TradeHistory;
import cab.application.trading.Orchestrators;
import cab.application.trading.TradingCycle;
import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Currency;
import cab.domain.order.BotId;
import cab.infrastructure.bus.InMemoryEventBus;
import cab.infrastructure.config.IntervalSettings;
import cab.infrastructure.config.LoggingSettings;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.StorageSettings;
import cab.infrastructure.lock.FileInstanceLock;
import cab.infrastructure.lock.Holder;
import cab.infrastructure.recording.RecordedLife;
import cab.infrastructure.recording.Tape;
import cab.infrastructure.storage.SqliteDatabase;
import cab.infrastructure.storage.SqliteOrderJournal;
import cab.infrastructure.storage.SqliteTradeHistory;
import cab.infrastructure.storage.VenueAccount;
import cab.infrastructure.time.RealScheduler;
import cab.infrastructure.time.RunningClock;
import cab.infrastructure.time.WallClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running trading program: lock, database, exchange, event bus and one orchestrator per symbol, opened in this order
 * and closed in the reverse one. Thread-safe once it is started.
 */
public final class TradingRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TradingRuntime.class);

    private final Settings settings;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final InMemoryEventBus events;
    private final SqliteDatabase database;
    private final Optional<FileInstanceLock> lock;
    private final SqliteOrderJournal journal;
    private final TradeHistory history;
    private final TradingWorld world;
    private final Scheduler marketTime;
    private final Scheduler processTime;
    private final Optional<Tape> tape;
    private final SecondOpinions opinions;
    private final List<SupervisedBot> bots = new ArrayList<>();
    private final Orchestrators orchestrators;
    private final Heartbeats heartbeats;

    private TradingRuntime(Settings settings, Runnable whenExchangeFails) {
        this.settings = settings;
        this.opinions = ModelOpinions.of(settings);
        try {
            Optional<Path> file = StorageSettings.databaseFile(settings);
            this.lock = file.map(this::takeLock);
            this.database = part(SqliteDatabase.open(file.map(Path::toString).orElse(SqliteDatabase.IN_MEMORY)));
            this.world = part(openWorld(file, whenExchangeFails));
            RunningClock clock = world.clock();
            this.events = part(new InMemoryEventBus());
            this.journal = part(SqliteOrderJournal.open(database, account(), clock));
            this.history = new SqliteTradeHistory(database);
            this.marketTime = part(new RealScheduler("market-time", clock, TradingRuntime::failed));
            this.processTime = part(new RealScheduler("process-time", new WallClock(), TradingRuntime::failed));
            this.tape = openTape();
            openBots();
            this.orchestrators = new Orchestrators(
                    bots.stream().map(SupervisedBot::orchestrator).toList());
            this.heartbeats = part(
                    new Heartbeats(orchestrators, processTime, settings.get(IntervalSettings.WATCHDOG_INTERVAL_SEC)));
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    /**
     * Opens all parts; nothing runs before {@link #start}.
     *
     * @param whenExchangeFails called when the paper exchange has ended by a fault: nothing can be traded any more
     * @throws Refusal when another instance holds the lock, or a file cannot be used
     */
    public static TradingRuntime open(Settings settings, Runnable whenExchangeFails) {
        try {
            return new TradingRuntime(settings, whenExchangeFails);
        } catch (StorageException unusable) {
            throw new Refusal(
                    ExitCode.CONFIGURATION,
                    List.of("DB_PATH: " + unusable.getMessage() + " (got " + databaseName(settings)
                            + "; expected a database of this program that can be written)"));
        }
    }

    private TradingWorld openWorld(Optional<Path> file, Runnable whenExchangeFails) {
        return TradingWorld.open(
                settings,
                file.map(TradingRuntime::paperFile),
                fault -> {
                    failed(fault);
                    whenExchangeFails.run();
                },
                TradingRuntime::failed);
    }

    private static String databaseName(Settings settings) {
        return StorageSettings.databaseFile(settings).map(Path::toString).orElse(SqliteDatabase.IN_MEMORY);
    }

    /** The paper exchange keeps its books beside ours: it plays the part of an exchange, which does not share them. */
    private static Path paperFile(Path database) {
        return database.resolveSibling("paper-exchange-" + database.getFileName());
    }

    private FileInstanceLock takeLock(Path file) {
        SqliteDatabase.prepare(file);
        FileInstanceLock taken = FileInstanceLock.beside(file, Holder.thisProcess(InstantSource.system()));
        Optional<String> holder = taken.acquireOrHolder();
        if (holder.isPresent()) {
            throw new Refusal(
                    ExitCode.LOCKED, List.of("cab: another instance trades with " + file + ": " + holder.get()));
        }
        return part(taken);
    }

    private VenueAccount account() {
        return new VenueAccount(world.broker().capabilities().venue(), world.account());
    }

    private void openBots() {
        CycleFactory factory = new CycleFactory(settings, opinions);
        Timeframe timeframe = factory.timeframe();
        Holdings coins = new Holdings();
        Map<Currency, CapitalPool> pools = new TreeMap<>();
        for (Symbol symbol : world.symbols()) {
            CapitalPool capital = pools.computeIfAbsent(symbol.quote(), quote -> new CapitalPool(quote, coins));
            bots.add(part(openBot(symbol, timeframe, factory, capital)));
        }
    }

    private SupervisedBot.Newborn recorded(
            Tape file, BotId bot, Symbol symbol, BotPorts ports, RecoveredBook book, CapitalPool capital) {
        CycleFactory factory = new CycleFactory(settings, opinions);
        RecordedLife life =
                new RecordedLife(file, ports, bot, symbol, factory.timeframe(), book, RecordedSettings.of(settings));
        TradingCycle cycle = factory.cycle(bot, symbol, life.ports(), capital, book);
        life.watch(cycle);
        return new SupervisedBot.Newborn(
                cycle, life.ports().mailbox(), life.ports().marketData());
    }

    private Optional<Tape> openTape() {
        Optional<Path> file = settings.get(LoggingSettings.RECORD_FILE);
        if (file.isPresent() && world.symbols().size() > 1) {
            throw new Refusal(
                    ExitCode.CONFIGURATION,
                    List.of("RECORD_FILE: records one symbol (got "
                            + world.symbols().size() + " symbols; expected one in SYMBOLS)"));
        }
        return file.map(this::openTape);
    }

    private Tape openTape(Path file) {
        try {
            return part(Tape.append(file));
        } catch (StorageException unusable) {
            throw new Refusal(
                    ExitCode.CONFIGURATION,
                    List.of("RECORD_FILE: " + unusable.getMessage() + " (got " + file
                            + "; expected a file that can be written)"));
        }
    }

    private SupervisedBot openBot(Symbol symbol, Timeframe timeframe, CycleFactory factory, CapitalPool capital) {
        BotId bot = new BotId(symbol.toString());
        return new SupervisedBot(
                symbol,
                timeframe,
                (mailbox, marketData) -> {
                    BotPorts ports =
                            new BotPorts(world.broker(), marketData, journal, events, marketTime, processTime, mailbox);
                    RecoveredBook book = journal.load(bot);
                    return tape.map(file -> recorded(file, bot, symbol, ports, book, capital))
                            .orElseGet(() -> new SupervisedBot.Newborn(
                                    factory.cycle(bot, symbol, ports, capital, book), mailbox, marketData));
                },
                world::marketData,
                processTime);
    }

    /** Lets the market run and starts every bot. */
    public void start() {
        world.start();
        bots.forEach(SupervisedBot::start);
        heartbeats.start();
    }

    public Orchestrators orchestrators() {
        return orchestrators;
    }

    public TradeHistory history() {
        return history;
    }

    public EventBus events() {
        return events;
    }

    /** The time of the market. */
    public InstantSource marketTime() {
        return marketTime;
    }

    /** How the program stands. */
    public HealthSource health(String version) {
        Duration limit = settings.get(IntervalSettings.WATCHDOG_INTERVAL_SEC).multipliedBy(4);
        Monitoring.Probes probes = new Monitoring.Probes(
                this::databaseHealth,
                world::health,
                ComponentHealth::up,
                this::lockHealth,
                ComponentHealth::up,
                opinions::health);
        return new Monitoring(probes, heartbeats, limit, version);
    }

    private ComponentHealth databaseHealth() {
        Optional<String> fault = journal.fault();
        if (fault.isPresent()) {
            return ComponentHealth.down("nothing new is opened: " + fault.get());
        }
        long askedAt = System.nanoTime();
        return database.isReadable()
                ? ComponentHealth.up(Duration.ofNanos(System.nanoTime() - askedAt))
                : ComponentHealth.down("cannot be read");
    }

    private ComponentHealth lockHealth() {
        return lock.map(FileInstanceLock::isHeld).orElse(true)
                ? ComponentHealth.up()
                : ComponentHealth.down("the instance lock is lost");
    }

    /** Ends everything in order: no order is cancelled, no position sold; a restart goes on from here. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            closeQuietly(parts.pop());
        }
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failure) {
            LOG.warn("part did not close cleanly part={}", part.getClass().getSimpleName(), failure);
        }
    }

    private static void failed(Throwable fault) {
        LOG.error("a fault of the program stopped a part of it", fault);
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }
}
