package cab.infrastructure.exchange.bybit;

import cab.application.port.BrokerCapabilities;
import cab.application.port.Scheduler;
import cab.infrastructure.exchange.live.AccountStream;
import cab.infrastructure.exchange.live.InstrumentRules;
import cab.infrastructure.exchange.live.LiveBroker;
import cab.infrastructure.exchange.live.LiveConnection;
import cab.infrastructure.exchange.live.PlacementGuard;
import cab.infrastructure.exchange.throttle.RateLimit;
import cab.infrastructure.exchange.throttle.Urgency;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeRest;
import cab.infrastructure.exchange.transport.ExchangeStream;
import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.WireTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.LongSupplier;

/** The REST side of one account at Bybit. Thread-safe. */
final class BybitConnection implements AutoCloseable {

    static final String VENUE = "bybit";

    private static final int NANOS_PER_MS_DIGITS = 6;

    private final BybitSettings settings;
    private final LiveConnection live;
    private final InstrumentRules rules;
    private final BybitMarket market;
    private final BybitListings listings;
    private final BybitReading reading;
    private final BybitDesk desk;

    /**
     * A connection that has asked nothing yet.
     *
     * @param time of the program
     * @param nanoTime the monotonic clock that belongs to it
     */
    BybitConnection(BybitSettings settings, Scheduler time, LongSupplier nanoTime) {
        this.settings = settings;
        this.live = new LiveConnection(
                new LiveConnection.Venue(
                        VENUE,
                        settings.restUrl(),
                        new RateLimit("overall", settings.requestsPerSecond(), settings.requestBurst()),
                        clock -> new BybitDialect(settings.apiKey().map(BybitSigner::new), clock),
                        BybitConnection::serverTime),
                settings.times(),
                time,
                nanoTime);
        ExchangeRest rest = live.rest();
        BybitListing listing = new BybitListing(rest, settings.apiKey().isPresent());
        this.rules = new InstrumentRules(listing::read);
        this.market = new BybitMarket(rest, live.clock());
        this.listings = new BybitListings(rest, live.clock());
        this.reading = new BybitReading(rules);
        BybitLookup lookup = new BybitLookup(rest, listings, reading);
        BybitPlacement placement = new BybitPlacement(
                new PlacementGuard(settings.times(), live.serverTime(), rules),
                rest,
                live.clock(),
                market,
                rules,
                listing,
                listings,
                reading,
                lookup);
        this.desk = new BybitDesk(rest, placement, lookup, listings, reading);
    }

    private static Instant serverTime(ExchangeRest rest, Deadline deadline) {
        BigDecimal nanos =
                Json.decimal(rest.read(BybitCalls.ask("/v5/market/time", Urgency.PROTECTIVE), deadline), "timeNano");
        return WireTime.of(nanos.movePointLeft(NANOS_PER_MS_DIGITS));
    }

    LiveBroker broker(AccountStream stream) {
        return new LiveBroker(
                new BrokerCapabilities(
                        VENUE,
                        true,
                        true,
                        true,
                        settings.times().stopLifetime(),
                        LiveBroker.VISIBILITY,
                        settings.times().orderLifetime()),
                settings.times(),
                live.operations(),
                desk,
                stream);
    }

    BybitAccountStream accountStream(ExchangeStream stream) {
        return new BybitAccountStream(
                stream, listings, reading, live.operations(), settings.times().operationDeadline());
    }

    LiveConnection live() {
        return live;
    }

    InstrumentRules rules() {
        return rules;
    }

    BybitMarket market() {
        return market;
    }

    @Override
    public void close() {
        live.close();
    }
}
