package cab.infrastructure.exchange.bybit;

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
import cab.infrastructure.exchange.transport.StreamDialect;
import cab.infrastructure.time.ThreadMailbox;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/** Bybit: its market over one stream, and with a key an account on it over another. Thread-safe. */
public final class BybitExchange implements Venue {

    private static final String NAME = "Bybit";

    private final BybitSettings settings;

    public BybitExchange(BybitSettings settings) {
        this.settings = settings;
    }

    @Override
    public LiveExchange connect(List<Symbol> symbols, Scheduler time, LongSupplier nanoTime, long seed) {
        BybitConnection connection = new BybitConnection(settings, time, nanoTime);
        ThreadMailbox mailbox = LiveExchange.mailbox(BybitConnection.VENUE);
        SteadyMailbox steady = new SteadyMailbox(mailbox);
        Streams streams = new Streams(connection, time, steady, seed);
        List<ExchangeStream> all = new ArrayList<>();
        ExchangeStream ofMarket = streams.open(
                settings.publicUrl(),
                BybitStreamDialect.ofMarket(connection.live().clock()));
        all.add(ofMarket);
        LiveMarketData marketData = new LiveMarketData(
                settings.times(), connection.market(), connection.live(), connection.rules(), ofMarket, time, steady);
        Optional<LiveBroker> broker = settings.apiKey().map(key -> {
            ExchangeStream ofAccount = streams.open(
                    settings.privateUrl(),
                    BybitStreamDialect.ofAccount(
                            new BybitSigner(key), connection.live().clock()));
            all.add(ofAccount);
            return connection.broker(connection.accountStream(ofAccount));
        });
        return LiveExchange.start(
                new LiveExchange.Parts(
                        NAME,
                        settings.times(),
                        connection.live(),
                        connection.rules(),
                        mailbox,
                        all,
                        marketData,
                        broker),
                symbols,
                time);
    }

    @Override
    public CandleArchive archive(Scheduler time, LongSupplier nanoTime) {
        BybitConnection connection = new BybitConnection(settings.withoutKey(), time, nanoTime);
        return LiveArchive.open(
                new LiveArchive.Terms(NAME, OptionalInt.empty(), BybitMarket.PAGE),
                settings.times(),
                connection.market(),
                connection.live());
    }

    @Override
    public Instant timeThere(Scheduler time) {
        try (BybitConnection connection = new BybitConnection(settings, time, System::nanoTime)) {
            return LiveExchange.timeThere(NAME, connection.live());
        }
    }

    /** Opens streams that share a thread. */
    private final class Streams {

        private final BybitConnection connection;
        private final Scheduler time;
        private final SteadyMailbox mailbox;
        private final long seed;

        private Streams(BybitConnection connection, Scheduler time, SteadyMailbox mailbox, long seed) {
            this.connection = connection;
            this.time = time;
            this.mailbox = mailbox;
            this.seed = seed;
        }

        private ExchangeStream open(URI url, StreamDialect dialect) {
            return new ExchangeStream(
                    new JdkStreamDialer(connection.live().http(), url),
                    dialect,
                    connection.live().clock(),
                    time,
                    mailbox,
                    settings.times().streamSilenceMax(),
                    seed);
        }
    }
}
