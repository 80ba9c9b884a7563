package cab.infrastructure.exchange.gateio;

import cab.application.port.Scheduler;
import cab.domain.market.Symbol;
import cab.infrastructure.exchange.live.CandleArchive;
import cab.infrastructure.exchange.live.LiveArchive;
import cab.infrastructure.exchange.live.LiveBroker;
import cab.infrastructure.exchange.live.LiveExchange;
import cab.infrastructure.exchange.live.LiveMarketData;
import cab.infrastructure.exchange.live.Venue;
import cab.infrastructure.exchange.transport.ExchangeStream;
import cab.infrastructure.exchange.transport.JdkStreamDialer;
import cab.infrastructure.exchange.transport.SteadyMailbox;
import cab.infrastructure.time.ThreadMailbox;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/** Gate.io: its market, and with a key an account on it, over one stream. Thread-safe. */
public final class GateioExchange implements Venue {

    private static final String NAME = "Gate.io";

    private final GateioSettings settings;

    public GateioExchange(GateioSettings settings) {
        this.settings = settings;
    }

    @Override
    public LiveExchange connect(List<Symbol> symbols, Scheduler time, LongSupplier nanoTime, long seed) {
        GateioConnection connection = new GateioConnection(settings, time, nanoTime);
        ThreadMailbox mailbox = LiveExchange.mailbox("gateio");
        SteadyMailbox steady = new SteadyMailbox(mailbox);
        ExchangeStream stream = new ExchangeStream(
                new JdkStreamDialer(connection.live().http(), settings.streamUrl()),
                new GateioStreamDialect(settings.apiKey().map(GateioSigner::new), connection.clock()),
                connection.clock(),
                time,
                steady,
                settings.times().streamSilenceMax(),
                seed);
        LiveMarketData marketData = new LiveMarketData(
                settings.times(),
                new GateioMarket(connection.rest(), connection.clock()),
                connection.live(),
                connection.instruments(),
                stream,
                time,
                steady);
        Optional<LiveBroker> broker = settings.apiKey()
                .map(key -> connection.broker(new GateioAccountStream(
                        stream, connection, settings.times().operationDeadline())));
        return LiveExchange.start(
                new LiveExchange.Parts(
                        NAME,
                        settings.times(),
                        connection.live(),
                        connection.instruments(),
                        mailbox,
                        List.of(stream),
                        marketData,
                        broker),
                symbols,
                time);
    }

    @Override
    public CandleArchive archive(Scheduler time, LongSupplier nanoTime) {
        GateioConnection connection = new GateioConnection(settings.withoutKey(), time, nanoTime);
        return LiveArchive.open(
                new LiveArchive.Terms(NAME, OptionalInt.of(GateioCandles.REACH), GateioCandles.PAGE),
                settings.times(),
                new GateioMarket(connection.rest(), connection.clock()),
                connection.live());
    }

    @Override
    public Instant timeThere(Scheduler time) {
        try (GateioConnection connection = new GateioConnection(settings, time, System::nanoTime)) {
            return LiveExchange.timeThere(NAME, connection.live());
        }
    }
}
