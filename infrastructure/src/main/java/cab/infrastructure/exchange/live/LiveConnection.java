package cab.infrastructure.exchange.live;

import cab.application.port.Scheduler;
import cab.infrastructure.exchange.throttle.RateLimit;
import cab.infrastructure.exchange.throttle.Throttle;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeRest;
import cab.infrastructure.exchange.transport.ExchangeTimes;
import cab.infrastructure.exchange.transport.Operations;
import cab.infrastructure.exchange.transport.RestDialect;
import cab.infrastructure.exchange.transport.ServerClock;
import cab.infrastructure.exchange.transport.ServerTime;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The REST side of one exchange: one HTTP client, one throttle, one clock for everything that is asked. Thread-safe.
 */
public final class LiveConnection implements AutoCloseable {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);

    /** Requests of one urgency that may wait for room. */
    private static final int WAITING_MAX = 256;

    private final ExecutorService threads;
    private final HttpClient http;
    private final Throttle throttle;
    private final ServerClock clock;
    private final ExchangeRest rest;
    private final Operations operations;
    private final ServerTime serverTime;

    /**
     * What one exchange has of its own.
     *
     * @param name lower case; what the names of threads begin with
     * @param root of its REST interface
     * @param overall the budget that every request takes from
     * @param dialect made with the exchange's clock
     * @param time asks what time it is there
     */
    public record Venue(
            String name,
            URI root,
            RateLimit overall,
            Function<ServerClock, RestDialect> dialect,
            BiFunction<ExchangeRest, Deadline, Instant> time) {}

    /**
     * A connection that has asked nothing yet.
     *
     * @param time of the program
     * @param nanoTime the monotonic clock that belongs to it
     */
    public LiveConnection(Venue venue, ExchangeTimes times, Scheduler time, LongSupplier nanoTime) {
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(venue.name + "-http-", 0).factory());
        this.http = HttpClient.newBuilder()
                // One request on one connection at a time: what is given up ends nothing else.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_MAX)
                .executor(threads)
                .build();
        this.throttle = new Throttle(time, WAITING_MAX);
        this.clock = new ServerClock(time, nanoTime);
        this.rest = new ExchangeRest(
                http,
                venue.root,
                venue.dialect.apply(clock),
                clock,
                time,
                throttle,
                venue.overall,
                times.requestDeadline());
        this.operations = new Operations(venue.name);
        this.serverTime = new ServerTime(deadline -> venue.time.apply(rest, deadline), clock, time, operations, times);
    }

    public HttpClient http() {
        return http;
    }

    public Throttle throttle() {
        return throttle;
    }

    public ServerClock clock() {
        return clock;
    }

    public ExchangeRest rest() {
        return rest;
    }

    public Operations operations() {
        return operations;
    }

    public ServerTime serverTime() {
        return serverTime;
    }

    /** Ends everything that runs: it is answered that nothing is known. Returns when no thread is left. */
    @Override
    public void close() {
        serverTime.close();
        operations.stop();
        throttle.close();
        http.shutdownNow();
        operations.close();
        http.close();
        threads.close();
    }
}
