package cab.infrastructure.exchange.bybit;

import cab.infrastructure.exchange.live.LocalExchange;
import cab.infrastructure.exchange.live.Venue;
import cab.infrastructure.exchange.server.ExchangeFace;
import cab.infrastructure.exchange.server.WireFaults;
import cab.infrastructure.exchange.server.bybit.BybitFace;
import cab.infrastructure.exchange.simulated.MarketBoard;
import cab.infrastructure.exchange.simulated.ServedVenue;
import cab.infrastructure.exchange.transport.ApiKey;
import cab.infrastructure.exchange.transport.ExchangeTimes;
import cab.infrastructure.time.WallClock;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Bybit on this machine, and the adapter before it. */
final class BybitLocal implements LocalExchange.Kind {

    static LocalExchange open() {
        return new LocalExchange(new BybitLocal());
    }

    @Override
    public ExchangeFace face(
            ServedVenue venue,
            LongSupplier nanoTime,
            MarketBoard board,
            cab.infrastructure.exchange.server.ApiKey key) {
        return new BybitFace(venue, new WallClock(), nanoTime, false, List.of(board), List.of(key), WireFaults.none());
    }

    @Override
    public Venue adapter(URI url, ApiKey key, BigDecimal requestsPerSecond, int burst, ExchangeTimes times) {
        URI stream = URI.create("ws://127.0.0.1:" + url.getPort());
        ExchangeTimes withoutExpiry = new ExchangeTimes(
                times.orderLifetime(),
                Duration.ZERO,
                times.requestDeadline(),
                times.operationDeadline(),
                times.clockInterval(),
                times.skewMax(),
                times.rulesInterval(),
                times.streamSilenceMax());
        return new BybitExchange(new BybitSettings(
                url,
                stream.resolve("/v5/public/spot"),
                stream.resolve("/v5/private"),
                false,
                Optional.of(key),
                requestsPerSecond,
                burst,
                withoutExpiry));
    }
}
