package cab.infrastructure.exchange.gateio;

import cab.infrastructure.exchange.live.LocalExchange;
import cab.infrastructure.exchange.live.Venue;
import cab.infrastructure.exchange.server.ExchangeFace;
import cab.infrastructure.exchange.server.gateio.GateFace;
import cab.infrastructure.exchange.server.gateio.GateRules;
import cab.infrastructure.exchange.simulated.MarketBoard;
import cab.infrastructure.exchange.simulated.ServedVenue;
import cab.infrastructure.exchange.transport.ApiKey;
import cab.infrastructure.exchange.transport.ExchangeTimes;
import cab.infrastructure.time.WallClock;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Gate.io on this machine, and the adapter before it. */
final class GateioLocal implements LocalExchange.Kind {

    static LocalExchange open() {
        return new LocalExchange(new GateioLocal());
    }

    @Override
    public ExchangeFace face(
            ServedVenue venue,
            LongSupplier nanoTime,
            MarketBoard board,
            cab.infrastructure.exchange.server.ApiKey key) {
        return new GateFace(
                venue, new WallClock(), nanoTime, GateRules.usual().withoutRateLimits(), List.of(board), List.of(key));
    }

    @Override
    public Venue adapter(URI url, ApiKey key, BigDecimal requestsPerSecond, int burst, ExchangeTimes times) {
        return new GateioExchange(new GateioSettings(
                url,
                URI.create("ws://127.0.0.1:" + url.getPort() + "/ws/v4/"),
                Optional.of(key),
                requestsPerSecond,
                burst,
                times));
    }
}
