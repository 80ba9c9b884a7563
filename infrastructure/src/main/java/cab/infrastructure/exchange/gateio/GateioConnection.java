package cab.infrastructure.exchange.gateio;

import cab.application.port.Scheduler;
import cab.infrastructure.exchange.throttle.Throttle;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/** The REST side of one account: one HTTP client, one throttle, one clock for everything that is asked. Thread-safe. */
final class GateioConnection implements AutoCloseable {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);

    /** Requests of one urgency that may wait for room. */
    private static final int WAITING_MAX = 256;

    private final GateioSettings settings;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("gateio-http-", 0).factory());
    private final HttpClient http = HttpClient.newBuilder()
            // One request on one connection at a time: what is given up ends nothing else.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_MAX)
            .executor(threads)
            .build();
    private final Throttle throttle;
    private final ServerClock clock;
    private final GateioRest rest;
    private final Operations operations = new Operations();
    private final ServerTime serverTime;
    private final GateioInstruments instruments;
    private final OrderNames names = new OrderNames();
    private final GateioFills fills;
    private final GateioLookup lookup;
    private final GateioPlacement placement;
    private final OrderReading reading;
    private final GateioStops stops;

    /**
     * A connection that has asked nothing yet.
     *
     * @param time of the program
     * @param nanoTime the monotonic clock that belongs to it
     */
    GateioConnection(GateioSettings settings, Scheduler time, LongSupplier nanoTime) {
        this.settings = settings;
        this.throttle = new Throttle(time, WAITING_MAX);
        this.clock = new ServerClock(time, nanoTime);
        this.rest = new GateioRest(http, settings, clock, time, throttle);
        this.serverTime = new ServerTime(rest, clock, time, operations, settings.times());
        this.instruments = new GateioInstruments(rest, settings.apiKey().isPresent());
        GateioListings listings = new GateioListings(rest, clock);
        StopNames stopNames = new StopNames();
        this.reading = new OrderReading(listings, instruments, names);
        this.stops = new GateioStops(settings.times(), rest, clock, instruments, listings, reading, names, stopNames);
        this.fills = new GateioFills(listings, names, stopNames, stops);
        this.lookup = new GateioLookup(rest, listings, reading, names, stops);
        this.placement = new GateioPlacement(settings.times(), rest, serverTime, instruments, reading, names, stops);
    }

    GateioBroker broker(AccountStream stream) {
        return new GateioBroker(settings.times(), rest, operations, placement, lookup, fills, stream);
    }

    HttpClient http() {
        return http;
    }

    Throttle throttle() {
        return throttle;
    }

    ServerClock clock() {
        return clock;
    }

    GateioRest rest() {
        return rest;
    }

    Operations operations() {
        return operations;
    }

    ServerTime serverTime() {
        return serverTime;
    }

    GateioInstruments instruments() {
        return instruments;
    }

    OrderReading reading() {
        return reading;
    }

    GateioFills fills() {
        return fills;
    }

    GateioStops stops() {
        return stops;
    }

    GateioLookup lookup() {
        return lookup;
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
