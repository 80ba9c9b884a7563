package cab.infrastructure.exchange.live;

import cab.application.port.Broker;
import cab.domain.market.CandleSeries;
import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Quantity;
import cab.infrastructure.exchange.server.ExchangeFace;
import cab.infrastructure.exchange.server.ExchangeServer;
import cab.infrastructure.exchange.simulated.ExchangeTerms;
import cab.infrastructure.exchange.simulated.FillRules;
import cab.infrastructure.exchange.simulated.Listing;
import cab.infrastructure.exchange.simulated.MarketBoard;
import cab.infrastructure.exchange.simulated.PaperVenue;
import cab.infrastructure.exchange.simulated.ServedVenue;
import cab.infrastructure.exchange.transport.ApiKey;
import cab.infrastructure.exchange.transport.ExchangeTimes;
import cab.infrastructure.marketdata.CandleFeed;
import cab.infrastructure.secrets.Secret;
import cab.infrastructure.time.RealScheduler;
import cab.infrastructure.time.RunningClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The local exchange on a free port and the adapter before it, with sockets between them. The time of the market moves
 * when a test moves it; the adapter goes by it, too.
 */
public final class LocalExchange implements AutoCloseable {

    private static final Symbol BTC_USDT = Symbol.of("BTC/USDT");
    private static final String KEY = "local-key";
    private static final String SECRET = "local-secret";
    private static final long START_MS = 1_790_000_000_000L;

    /** What sockets and threads are given between two looks. */
    private static final long GLANCE_MS = 1;

    private static final int GLANCES_MAX = 300;

    private final AtomicLong nanos = new AtomicLong();
    private final Market market = new Market();
    private final ServedVenue venue;
    private final ExchangeServer server;
    private final RealScheduler time;
    private final LiveExchange exchange;

    /** An exchange as its server and its adapter see it. */
    public interface Kind {

        /** How the server looks. */
        ExchangeFace face(
                ServedVenue venue,
                LongSupplier nanoTime,
                MarketBoard board,
                cab.infrastructure.exchange.server.ApiKey key);

        /** The adapter before it. */
        Venue adapter(URI url, ApiKey key, BigDecimal requestsPerSecond, int burst, ExchangeTimes times);
    }

    public LocalExchange(Kind kind) {
        FillRules free = new FillRules(Percent.ZERO, Percent.ZERO, Percent.of("100"));
        Instrument bitcoin = new Instrument(
                BTC_USDT,
                new BigDecimal("0.01"),
                new BigDecimal("0.001"),
                Quantity.ZERO,
                Money.of("1", BTC_USDT.quote()),
                new FeeSchedule(Percent.of("0.2"), Percent.of("0.2"), FeeSchedule.FeeCharge.RECEIVED));
        venue = new ServedVenue(
                ExchangeTerms.honest(1).withFills(free),
                new PaperVenue.Pace(START_MS, 1, nanos::get),
                List.of(new Listing(bitcoin, market)),
                Optional.empty(),
                fault -> {
                    throw new AssertionError(fault);
                });
        List<Money> deposits = List.of(Money.of("10000", BTC_USDT.quote()), Money.of("10", BTC_USDT.base()));
        ExchangeFace face = kind.face(
                venue,
                nanos::get,
                new MarketBoard(bitcoin, market, free),
                new cab.infrastructure.exchange.server.ApiKey(
                        KEY, new Secret(SECRET), venue.account("main", deposits), 1_000_001));
        try {
            server = new ExchangeServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), face);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        venue.start();
        server.start();
        time = new RealScheduler("local-time", new MarketTime(), fault -> {
            throw new AssertionError(fault);
        });
        exchange = adapter(kind).connect(List.of(BTC_USDT), time, nanos::get, 7);
    }

    private Venue adapter(Kind kind) {
        return kind.adapter(
                URI.create(server.url()),
                new ApiKey(new Secret(KEY), new Secret(SECRET)),
                new BigDecimal("1000"),
                1_000,
                new ExchangeTimes(
                        Duration.ofSeconds(10),
                        Duration.ofDays(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(5),
                        Duration.ofDays(1),
                        Duration.ofMinutes(30)));
    }

    public Broker broker() {
        return exchange.broker().orElseThrow();
    }

    public LiveExchange exchange() {
        return exchange;
    }

    public Instant now() {
        return venue.clock().instant();
    }

    /** Lets time pass at the exchange, between two times at which the adapter has nothing under way. */
    public void pass(Duration length) {
        awaitQuiet();
        nanos.addAndGet(length.toNanos());
        awaitQuiet();
    }

    private void awaitQuiet() {
        try {
            for (int glance = 0; glance == 0 || (glance < GLANCES_MAX && !exchange.isIdle()); glance++) {
                boolean never = new CountDownLatch(1).await(GLANCE_MS, TimeUnit.MILLISECONDS);
                assert !never;
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    public void moveMarketTo(String price) {
        market.price = Double.parseDouble(price);
        pass(Duration.ofMinutes(1));
        pass(Duration.ofMinutes(1));
    }

    @Override
    public void close() {
        exchange.close();
        server.close();
        venue.close();
        time.close();
    }

    /** The exchange's time, which stands still in between: who waits looks again shortly after. */
    private final class MarketTime implements RunningClock {

        @Override
        public Instant instant() {
            return venue.clock().instant();
        }

        @Override
        public long nanosUntil(long epochMs) {
            return millis() >= epochMs ? 0 : TimeUnit.MILLISECONDS.toNanos(1);
        }
    }

    /** Flat candles at a price that can be moved. */
    private static final class Market implements CandleFeed {

        private volatile double price = 100;

        @Override
        public Timeframe timeframe() {
            return Timeframe.M1;
        }

        @Override
        public Optional<CandleSeries> blockFrom(long epochMs) {
            long lengthMs = timeframe().lengthMs();
            long openMs = Math.ceilDiv(epochMs, lengthMs) * lengthMs;
            return Optional.of(CandleSeries.builder(timeframe())
                    .add(openMs, price, price, price, price, 1_000)
                    .build());
        }

        @Override
        public CandleSeries before(long epochMs, int count) {
            long lengthMs = timeframe().lengthMs();
            long endMs = Math.floorDiv(epochMs, lengthMs) * lengthMs;
            CandleSeries.Builder series = CandleSeries.builder(timeframe());
            for (long back = count; back > 0; back--) {
                series = series.add(endMs - back * lengthMs, price, price, price, price, 1_000);
            }
            return series.build();
        }
    }
}
