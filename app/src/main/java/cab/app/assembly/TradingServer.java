package cab.app.assembly;

import cab.app.http.BacktestDesk;
import cab.app.http.BearerToken;
import cab.app.http.CannotListen;
import cab.app.http.HttpServer;
import cab.app.http.HttpServices;
import cab.app.http.ListenAddress;
import cab.app.http.StrategyChoice;
import cab.app.jobs.JobLimits;
import cab.app.jobs.JobQueue;
import cab.application.port.Subscription;
import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.cli.ServerProgram;
import cab.cli.Terminal;
import cab.domain.market.Symbol;
import cab.infrastructure.config.ExchangeSettings;
import cab.infrastructure.config.HttpSettings;
import cab.infrastructure.config.LogFormat;
import cab.infrastructure.config.LoggingSettings;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.SimulationSettings;
import cab.infrastructure.config.StorageSettings;
import cab.infrastructure.config.StrategySettings;
import cab.infrastructure.config.TimeframeSettings;
import cab.infrastructure.config.TradingMode;
import cab.infrastructure.config.TradingSettings;
import cab.infrastructure.logging.ConsoleNarrator;
import cab.infrastructure.logging.EventLog;
import cab.infrastructure.logging.Logs;
import cab.infrastructure.logging.Redaction;
import cab.infrastructure.secrets.Secret;
import java.io.Console;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.event.Level;

/** The server: opens everything, says what it does, and runs until the process is asked to end. */
public final class TradingServer implements ServerProgram {

    private final SettingsReader reader;
    private final Terminal terminal;
    private final String version;
    private final boolean colours;

    /** @param colours whether results may be coloured where somebody reads along at a terminal */
    public TradingServer(SettingsReader reader, Terminal terminal, String version, boolean colours) {
        this.reader = reader;
        this.terminal = terminal;
        this.version = version;
        this.colours = colours;
    }

    @Override
    public int run(Optional<Path> envFile) {
        Settings settings = reader.read(envFile);
        terminal.warn(settings.notices());
        Redaction redaction = new Redaction();
        settings.secrets().forEach(secret -> redaction.register(secret.reveal()));
        configureLogs(settings, redaction);
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    asked.complete(null);
                    awaitQuietly(ended);
                }));
        AtomicBoolean broken = new AtomicBoolean();
        Runnable giveUp = () -> {
            broken.set(true);
            asked.complete(null);
        };
        try {
            serve(settings, redaction, asked, giveUp);
            terminal.out().println("stopped; orders and position stay as they are");
            terminal.out().flush();
            return broken.get() ? ExitCode.FAULT : ExitCode.HOLDS;
        } catch (CannotListen problem) {
            throw new Refusal(ExitCode.CONFIGURATION, List.of(problem.problem()));
        } finally {
            // The process may end now: everything is closed and said.
            ended.countDown();
        }
    }

    private void serve(Settings settings, Redaction redaction, CompletableFuture<Void> asked, Runnable giveUp) {
        WaitingRoom room = new WaitingRoom(
                PaperWorld.symbols(settings),
                version,
                services -> server(services, settings),
                line -> say("waiting for the exchange: " + line),
                asked);
        Optional<TradingRuntime> opened = room.open(() -> TradingRuntime.open(settings, giveUp));
        if (opened.isEmpty()) {
            return;
        }
        try (TradingRuntime runtime = opened.get();
                JobQueue jobs = new JobQueue(
                        JobLimits.usual(),
                        InstantSource.system(),
                        System::nanoTime,
                        () -> UUID.randomUUID().toString())) {
            listen(runtime, settings, redaction);
            BacktestDesk backtests = new BacktestJobs(settings, new StoredCandles(settings), jobs, version);
            try (HttpServer server = server(services(runtime, settings, backtests), settings)) {
                server.start();
                sayHello(settings, server);
                runtime.start();
                asked.join();
            }
        }
    }

    private void say(String line) {
        terminal.out().println(line);
        terminal.out().flush();
    }

    private static void configureLogs(Settings settings, Redaction redaction) {
        Level level =
                Level.valueOf(settings.get(LoggingSettings.LOG_LEVEL).name().replace("WARNING", "WARN"));
        if (settings.get(LoggingSettings.LOG_FORMAT) == LogFormat.JSON) {
            Logs.json(level, redaction);
        } else {
            Logs.text(level, redaction);
        }
    }

    private void listen(TradingRuntime runtime, Settings settings, Redaction redaction) {
        Subscription _ = runtime.events().subscribe("log", new EventLog());
        if (settings.get(LoggingSettings.LOG_FORMAT) == LogFormat.TEXT) {
            ConsoleNarrator narrator = new ConsoleNarrator(this::say, redaction, colours && isTerminal());
            Instant today = runtime.marketTime().instant().truncatedTo(ChronoUnit.DAYS);
            runtime.history()
                    .realised(Optional.empty(), today, today.plus(Duration.ofDays(1)))
                    .forEach(trade -> narrator.remember(trade.at(), trade.pnl()));
            Subscription _ = runtime.events().subscribe("console", narrator);
        }
    }

    private HttpServices services(TradingRuntime runtime, Settings settings, BacktestDesk backtests) {
        return new HttpServices(
                runtime.orchestrators(),
                runtime.history(),
                runtime.health(version),
                runtime.marketTime(),
                strategies(settings),
                backtests);
    }

    private static StrategyChoice strategies(Settings settings) {
        return new StrategyChoice(
                settings.strategies().all(),
                settings.get(StrategySettings.STRATEGY_SET),
                settings.get(StrategySettings.STRATEGY_MODE).name().toLowerCase(Locale.ROOT));
    }

    private static HttpServer server(HttpServices services, Settings settings) {
        return new HttpServer(
                new ListenAddress(settings.get(HttpSettings.API_HOST), settings.get(HttpSettings.API_PORT)),
                settings.get(HttpSettings.API_TOKEN).map(Secret::reveal).map(BearerToken::new),
                services);
    }

    private void sayHello(Settings settings, HttpServer server) {
        List<Symbol> symbols = PaperWorld.symbols(settings);
        terminal.out()
                .println("crypto-ai-bot " + version + ": "
                        + settings.get(TradingSettings.MODE).name().toLowerCase(Locale.ROOT) + " trading of "
                        + symbols.stream().map(Symbol::toString).collect(Collectors.joining(", ")) + " on "
                        + settings.get(TimeframeSettings.TRADING_TIMEFRAME) + " candles, "
                        + String.join(", ", settings.get(StrategySettings.STRATEGY_SET)));
        terminal.out().println(market(settings));
        terminal.out()
                .println("book: "
                        + StorageSettings.databaseFile(settings)
                                .map(Path::toString)
                                .orElse("in memory, gone at the end")
                        + "; status page: " + server.url() + "/ ; Ctrl-C stops");
        terminal.out().flush();
    }

    private static String market(Settings settings) {
        String speed = settings.get(SimulationSettings.SIM_SPEED) + " times real time";
        return switch (settings.get(TradingSettings.PRICE_FEED)) {
            case SIM ->
                "market: embedded, seed " + settings.get(SimulationSettings.SIM_SEED) + ", " + speed
                        + "; no real prices, no real money";
            case FIXED ->
                "market: every price is "
                        + settings.get(TradingSettings.FIXED_PRICE).orElseThrow();
            case REPLAY ->
                "market: candles of "
                        + settings.get(TradingSettings.REPLAY_FILE).orElseThrow() + ", " + speed;
            case LIVE -> live(settings);
        };
    }

    private static String live(Settings settings) {
        String exchange = settings.get(ExchangeSettings.EXCHANGE)
                + settings.get(ExchangeSettings.EXCHANGE_URL)
                        .map(address -> " at " + address)
                        .orElse("");
        if (settings.get(TradingSettings.MODE) == TradingMode.PAPER) {
            return "market: live prices of " + exchange + "; fills are simulated, no real money";
        }
        boolean isArmed = settings.get(ExchangeSettings.LIVE_ARMED).equals(ExchangeSettings.ARMED);
        // One of this machine that nobody has armed has said itself that it is simulated.
        return ExchangeSettings.isLocal(settings) && !isArmed
                ? "market: " + exchange + ", on this machine; no real money"
                : "market: " + exchange
                        + (ExchangeSettings.isPractice(settings)
                                ? ", its demo account; no real money"
                                : ", REAL MONEY");
    }

    /** Whether somebody reads along: colours are for people. */
    private static boolean isTerminal() {
        Optional<Console> console = Optional.ofNullable(System.console());
        return console.map(Console::isTerminal).orElse(false);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
