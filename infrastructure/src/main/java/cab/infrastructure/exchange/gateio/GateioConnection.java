package cab.infrastructure.exchange.gateio;

import cab.application.port.BrokerCapabilities;
import cab.application.port.Scheduler;
import cab.infrastructure.exchange.live.AccountStream;
import cab.infrastructure.exchange.live.InstrumentRules;
import cab.infrastructure.exchange.live.LiveBroker;
import cab.infrastructure.exchange.live.LiveConnection;
import cab.infrastructure.exchange.live.OrderNames;
import cab.infrastructure.exchange.live.PlacementGuard;
import cab.infrastructure.exchange.throttle.RateLimit;
import cab.infrastructure.exchange.throttle.Urgency;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeRest;
import cab.infrastructure.exchange.transport.Operations;
import cab.infrastructure.exchange.transport.ServerClock;
import cab.infrastructure.exchange.transport.WireTime;
import java.time.Instant;
import java.util.function.LongSupplier;

/** The REST side of one account at Gate.io. Thread-safe. */
final class GateioConnection implements AutoCloseable {

    private static final String VENUE = "gateio";

    private final GateioSettings settings;
    private final LiveConnection live;
    private final InstrumentRules instruments;
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
        this.live = new LiveConnection(
                new LiveConnection.Venue(
                        VENUE,
                        settings.restUrl(),
                        new RateLimit("overall", settings.requestsPerSecond(), settings.requestBurst()),
                        clock -> new GateioDialect(settings.apiKey().map(GateioSigner::new), clock),
                        GateioConnection::serverTime),
                settings.times(),
                time,
                nanoTime);
        ExchangeRest rest = live.rest();
        GateioListing listing = new GateioListing(rest, settings.apiKey().isPresent());
        this.instruments = new InstrumentRules(listing::read);
        GateioListings listings = new GateioListings(rest, live.clock());
        OrderNames names = new OrderNames(VENUE, GateioPair.NAME_PREFIX);
        StopNames stopNames = new StopNames();
        this.reading = new OrderReading(listings, instruments, names);
        this.stops = new GateioStops(
                settings.times(), rest, live.clock(), new GateioPriceOrders(rest), listings, reading, names, stopNames);
        this.fills = new GateioFills(listings, names, stopNames, stops);
        this.lookup = new GateioLookup(rest, listings, reading, names, stops);
        this.placement = new GateioPlacement(
                new PlacementGuard(settings.times(), live.serverTime(), instruments),
                rest,
                instruments,
                reading,
                names,
                new GateioStopPlacement(settings.times(), rest, live.clock(), instruments, stopNames));
    }

    private static Instant serverTime(ExchangeRest rest, Deadline deadline) {
        return WireTime.of(
                rest.read(GateioCalls.ask("GET /spot/time", "/spot/time", Urgency.PROTECTIVE), deadline),
                "server_time");
    }

    LiveBroker broker(AccountStream stream) {
        return new LiveBroker(
                new BrokerCapabilities(
                        VENUE,
                        true,
                        true,
                        true,
                        settings.times().stopLifetime(),
                        settings.times().visibility(),
                        settings.times().orderLifetime()),
                settings.times(),
                live.operations(),
                new GateioDesk(
                        live.rest(),
                        new GateioKey(
                                live.rest(),
                                settings.apiKey().map(key -> key.key().reveal())),
                        placement,
                        lookup,
                        fills),
                stream);
    }

    LiveConnection live() {
        return live;
    }

    ServerClock clock() {
        return live.clock();
    }

    ExchangeRest rest() {
        return live.rest();
    }

    Operations operations() {
        return live.operations();
    }

    InstrumentRules instruments() {
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

    @Override
    public void close() {
        live.close();
    }
}
