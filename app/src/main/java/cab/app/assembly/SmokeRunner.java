package cab.app.assembly;

import cab.application.event.Event;
import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.port.HistoryReport;
import cab.application.port.Subscription;
import cab.application.trading.CycleRules;
import cab.application.trading.Orchestrator;
import cab.application.trading.OrchestratorStatus;
import cab.cli.Refusal;
import cab.cli.SmokeProgram;
import cab.domain.market.CandleCursor;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.order.Side;
import cab.domain.risk.RiskRule;
import cab.domain.strategy.Action;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.StorageSettings;
import cab.infrastructure.config.TimeframeSettings;
import cab.infrastructure.storage.SqliteDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes one whole cycle with the real parts, real threads and a real database file in a folder of its own that is
 * deleted afterwards. The market of the cycle is written for it: it falls, rises until the averages cross, and falls
 * through the trailing stop. The settings, the place of the database and the price feed of the user are checked before.
 */
public final class SmokeRunner implements SmokeProgram {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int EVENTS_KEPT = 10_000;
    private static final int CANDLES_WANTED = 50;

    private final SettingsReader reader;

    public SmokeRunner(SettingsReader reader) {
        this.reader = reader;
    }

    @Override
    public boolean run(Optional<Path> envFile, Consumer<Step> observer) {
        Path folder = temporaryFolder();
        try {
            return new Steps(envFile, folder, observer).all();
        } finally {
            delete(folder);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("cab-smoke-");
        } catch (IOException full) {
            throw new UncheckedIOException("no folder for the smoke test could be made", full);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException left) {
            throw new UncheckedIOException("the folder of the smoke test could not be deleted: " + folder, left);
        }
    }

    /** The steps of one run, each of which needs those before it. Owned by one thread. */
    private final class Steps {

        private final Optional<Path> envFile;
        private final Path folder;
        private final Consumer<Step> observer;
        private final BlockingQueue<Event> events = new LinkedBlockingQueue<>(EVENTS_KEPT);
        private final List<Event> seen = new ArrayList<>();
        private boolean passed = true;

        private Steps(Optional<Path> envFile, Path folder, Consumer<Step> observer) {
            this.envFile = envFile;
            this.folder = folder;
            this.observer = observer;
        }

        private boolean all() {
            Optional<Settings> read = step("settings", () -> reader.read(envFile), settings -> "all are right");
            if (read.isEmpty()) {
                return false;
            }
            Settings settings = read.get();
            Settings script = reader.read(envFile, SmokeMarket.settings(folder, settings));
            check("storage", () -> storage(settings));
            check("data", () -> data(settings));
            check("signal", () -> signal(script));
            check("risk", () -> risk(settings));
            if (passed) {
                cycle(script);
            }
            return passed;
        }

        private String storage(Settings settings) {
            Optional<Path> file = StorageSettings.databaseFile(settings);
            file.ifPresent(SqliteDatabase::prepare);
            return file.map(path -> path + " can be written").orElse("the database is to be in memory");
        }

        private String data(Settings settings) {
            try (TradingWorld world = world(settings)) {
                world.start();
                List<String> found = new ArrayList<>();
                for (Symbol symbol : world.symbols()) {
                    found.add(symbol + " " + candles(world, symbol, settings));
                }
                return String.join(", ", found);
            }
        }

        /** Live is only read from; the cycle is always taken on paper. */
        private TradingWorld world(Settings settings) {
            return TradingWorld.open(settings, Optional.empty(), fault -> {}, fault -> {});
        }

        private String candles(TradingWorld world, Symbol symbol, Settings settings) {
            BlockingQueue<HistoryReport> answers = new LinkedBlockingQueue<>(1);
            world.marketData()
                    .history(symbol, settings.get(TimeframeSettings.TRADING_TIMEFRAME), CANDLES_WANTED, answers::add);
            return switch (await(answers, "candles of " + symbol)) {
                case HistoryReport.Known(CandleSeries candles) ->
                    candles.isEmpty() ? "has no past yet" : candles.size() + " candles";
                case HistoryReport.Unknown(String cause) ->
                    throw new StepFailed("no candles of " + symbol + ": " + cause);
            };
        }

        private String signal(Settings script) {
            CycleFactory factory = new CycleFactory(script);
            CycleRules rules = factory.rules(PaperWorld.symbols(script).getFirst(), factory.timeframe());
            CandleCursor cursor = SmokeMarket.candles().cursor();
            while (cursor.advance()) {
                if (rules.pipeline().onCandle(cursor).signal().action() == Action.BUY) {
                    return "candle " + (cursor.index() + 1) + " says buy";
                }
            }
            throw new StepFailed("no candle said buy");
        }

        private String risk(Settings settings) {
            CycleFactory factory = new CycleFactory(settings);
            CycleRules rules = factory.rules(PaperWorld.symbols(settings).getFirst(), factory.timeframe());
            List<RiskRule> risk = rules.risk().rules();
            return risk.isEmpty()
                    ? "no rule is on"
                    : risk.size() + " rules: "
                            + risk.stream().map(RiskRule::code).collect(Collectors.joining(", "));
        }

        private void cycle(Settings script) {
            Optional<TradingRuntime> opened = step(
                    "connect",
                    () -> TradingRuntime.open(script, () -> {}),
                    runtime -> "exchange, journal and lock are open");
            if (opened.isEmpty()) {
                return;
            }
            try (TradingRuntime runtime = opened.get()) {
                Subscription _ = runtime.events().subscribe("smoke", event -> {
                    boolean _ = events.offer(event);
                });
                runtime.start();
                trade(runtime);
            }
        }

        private void trade(TradingRuntime runtime) {
            Orchestrator orchestrator = runtime.orchestrators().all().iterator().next();
            check("buy", () -> words(completed(Side.BUY)));
            check("protect", () -> protection(status(orchestrator)));
            check("sell", () -> words(completed(Side.SELL)));
            check("reconcile", () -> reconciled(orchestrator));
        }

        private String protection(OrchestratorStatus status) {
            return status.stopLevel()
                    .map(level -> "sells at " + level + ", "
                            + status.stopAtExchange()
                                    .map(trigger -> "stop " + trigger + " rests at the exchange")
                                    .orElse("watched by the program"))
                    .orElse("the position was sold before it could be looked at");
        }

        private EventPayload.TradeCompleted completed(Side side) {
            Event event = awaitEvent(
                    "a completed " + side,
                    candidate ->
                            candidate.payload() instanceof EventPayload.TradeCompleted trade && trade.side() == side);
            return (EventPayload.TradeCompleted) event.payload();
        }

        private static String words(EventPayload.TradeCompleted trade) {
            return trade.quantity() + " at " + trade.averagePrice() + ", fee " + trade.fees();
        }

        private String reconciled(Orchestrator orchestrator) {
            if (!orchestrator.reconcile()) {
                throw new StepFailed("the orchestrator does not answer");
            }
            Event event = awaitEvent(
                    "a reconciliation", candidate -> candidate.topic().equals(Topic.RECONCILIATION_COMPLETED));
            EventPayload.Reconciled result = (EventPayload.Reconciled) event.payload();
            if (!result.consistent()) {
                throw new StepFailed(String.join("; ", result.differences()));
            }
            return "book and exchange agree";
        }

        private OrchestratorStatus status(Orchestrator orchestrator) {
            BlockingQueue<OrchestratorStatus> answers = new LinkedBlockingQueue<>(1);
            if (!orchestrator.status(answers::add)) {
                throw new StepFailed("the orchestrator does not answer");
            }
            return await(answers, "the orchestrator's status");
        }

        private Event awaitEvent(String what, Predicate<Event> wanted) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                Event event = poll(events, deadline - System.nanoTime());
                if (event == null) {
                    throw new StepFailed(
                            what + " did not come within " + PATIENCE.toSeconds() + " s; the last events were "
                                    + seen.stream()
                                            .map(Event::topic)
                                            .skip(Math.max(0, seen.size() - 5))
                                            .toList());
                }
                seen.add(event);
                if (event.payload() instanceof EventPayload.EntryBlocked(String rule, String reason)) {
                    throw new StepFailed("the entry was refused: " + rule + ": " + reason);
                }
                if (wanted.test(event)) {
                    return event;
                }
            }
        }

        private <T> T await(BlockingQueue<T> answers, String what) {
            T answer = poll(answers, PATIENCE.toNanos());
            if (answer == null) {
                throw new StepFailed(what + " did not come within " + PATIENCE.toSeconds() + " s");
            }
            return answer;
        }

        /** Does a step that leads to nothing but words. */
        private void check(String name, Supplier<String> action) {
            Optional<String> _ = step(name, action, words -> words);
        }

        /** Does a step unless one before it has failed, and tells how it went. */
        private <T> Optional<T> step(String name, Supplier<T> action, Function<T, String> words) {
            if (!passed) {
                return Optional.empty();
            }
            long startedAt = System.nanoTime();
            try {
                T result = action.get();
                String detail = words.apply(result);
                observer.accept(new Step(name, true, since(startedAt), detail));
                return Optional.of(result);
            } catch (Refusal refusal) {
                return failed(name, startedAt, String.join("; ", refusal.lines()));
            } catch (RuntimeException failure) {
                return failed(name, startedAt, String.valueOf(failure.getMessage()));
            }
        }

        private <T> Optional<T> failed(String name, long startedAt, String detail) {
            passed = false;
            observer.accept(new Step(name, false, since(startedAt), detail));
            return Optional.empty();
        }

        private static Duration since(long startedAt) {
            return Duration.ofNanos(System.nanoTime() - startedAt);
        }
    }

    private static <T> @Nullable T poll(BlockingQueue<T> queue, long nanos) {
        try {
            return queue.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new StepFailed("interrupted");
        }
    }

    /** Why a step did not succeed, in words. */
    private static final class StepFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private StepFailed(String reason) {
            super(reason);
        }
    }
}
