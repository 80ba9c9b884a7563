package cab.app.assembly;

import cab.app.http.BacktestDesk;
import cab.app.http.HttpServer;
import cab.app.http.HttpServices;
import cab.app.http.StrategyChoice;
import cab.application.monitoring.ComponentHealth;
import cab.application.monitoring.HealthReport;
import cab.application.monitoring.OrchestratorHealth;
import cab.application.port.Dust;
import cab.application.port.StorageException;
import cab.application.port.TradeHistory;
import cab.application.trading.OrchestratorState;
import cab.application.trading.Orchestrators;
import cab.domain.market.Symbol;
import cab.domain.order.Fill;
import cab.domain.position.RealisedTrade;
import cab.infrastructure.exchange.live.UnreachableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Opens the program once its exchange can be reached. Until then it tries again, in pauses that double up to half a
 * minute, and says on the status page that it is starting and what it waits for. Owned by one thread.
 */
final class WaitingRoom {

    private static final Duration PAUSE_FIRST = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(30);

    private final List<Symbol> symbols;
    private final String version;
    private final Function<HttpServices, HttpServer> pages;
    private final Consumer<String> narrator;
    private final CompletableFuture<Void> asked;
    private final AtomicReference<String> problem = new AtomicReference<>("");

    /**
     * A room in which nobody waits yet.
     *
     * @param pages makes the status page, which belongs to this room
     * @param narrator told, in words, what is waited for
     * @param asked completed when nobody wants to wait any more
     */
    WaitingRoom(
            List<Symbol> symbols,
            String version,
            Function<HttpServices, HttpServer> pages,
            Consumer<String> narrator,
            CompletableFuture<Void> asked) {
        this.symbols = List.copyOf(symbols);
        this.version = version;
        this.pages = pages;
        this.narrator = narrator;
        this.asked = asked;
    }

    /**
     * What {@code opening} gives, as soon as it does not throw {@link UnreachableException}; empty when asked to end.
     * It is then left alone, wherever it is: opening asks, and orders nothing.
     */
    <T> Optional<T> open(Supplier<T> opening) {
        try {
            return attempt(opening);
        } catch (UnreachableException first) {
            return openLater(opening, first);
        }
    }

    private <T> Optional<T> openLater(Supplier<T> opening, UnreachableException first) {
        problem.set(first.reason());
        try (HttpServer page = pages.apply(services())) {
            page.start();
            for (Duration pause = PAUSE_FIRST; ; pause = longer(pause)) {
                narrator.accept(
                        problem.get() + "; tries again in " + pause.toSeconds() + " s; see " + page.url() + "/health");
                if (isAsked(pause)) {
                    return Optional.empty();
                }
                try {
                    return attempt(opening);
                } catch (UnreachableException again) {
                    problem.set(again.reason());
                }
            }
        }
    }

    /** On a thread of its own: an exchange that takes a call and says nothing holds it for half a minute. */
    private <T> Optional<T> attempt(Supplier<T> opening) {
        FutureTask<Optional<T>> attempt = new FutureTask<>(() -> Optional.of(opening.get()));
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread opener = Thread.ofPlatform().daemon().name("opening").start(() -> {
            attempt.run();
            ended.complete(null);
        });
        Object _ = CompletableFuture.anyOf(ended, asked).join();
        if (!ended.isDone()) {
            opener.interrupt();
            return Optional.empty();
        }
        return switch (attempt.state()) {
            case SUCCESS -> attempt.resultNow();
            case FAILED -> throw rethrown(attempt.exceptionNow());
            case RUNNING, CANCELLED ->
                throw new IllegalStateException("an attempt that has ended is " + attempt.state());
        };
    }

    private static RuntimeException rethrown(Throwable failure) {
        switch (failure) {
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            default -> throw new IllegalStateException(failure);
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(PAUSE_MAX) < 0 ? twice : PAUSE_MAX;
    }

    private boolean isAsked(Duration pause) {
        try {
            var _ = asked.get(pause.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("being asked cannot fail", impossible);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private HttpServices services() {
        return new HttpServices(
                new Orchestrators(List.of()),
                new NotOpenYet(),
                this::report,
                InstantSource.system(),
                StrategyChoice.none(),
                BacktestDesk.closed());
    }

    private HealthReport report() {
        ComponentHealth waiting = ComponentHealth.degraded("not open yet: waits for the exchange");
        SortedMap<Symbol, OrchestratorHealth> orchestrators = new TreeMap<>();
        symbols.forEach(symbol -> orchestrators.put(
                symbol, OrchestratorHealth.of(Duration.ZERO, Optional.of(OrchestratorState.STARTING), Duration.ZERO)));
        return new HealthReport(
                waiting,
                ComponentHealth.down(problem.get()),
                ComponentHealth.up(),
                orchestrators,
                waiting,
                ComponentHealth.up(),
                ComponentHealth.up(),
                version);
    }

    /** The book is opened together with the exchange. */
    private static final class NotOpenYet implements TradeHistory {

        @Override
        public List<RealisedTrade> realised(Optional<Symbol> symbol, Instant from, Instant to) {
            throw notOpen();
        }

        @Override
        public List<Fill> fills(Optional<Symbol> symbol, Instant from, Instant to) {
            throw notOpen();
        }

        @Override
        public int orders(Optional<Symbol> symbol, Instant from, Instant to) {
            throw notOpen();
        }

        @Override
        public List<Dust> dust(Optional<Symbol> symbol) {
            throw notOpen();
        }

        @Override
        public Optional<Instant> latestFillAt() {
            throw notOpen();
        }

        private static StorageException notOpen() {
            return new StorageException("the program is starting: it waits for the exchange");
        }
    }
}
