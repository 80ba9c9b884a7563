package cab.infrastructure.exchange.gateio;

import cab.application.port.Broker;
import cab.domain.market.CandleSeries;
import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Quantity;
import cab.infrastructure.exchange.live.LiveExchange;
import cab.infrastructure.exchange.server.ExchangeServer;
import cab.infrastructure.exchange.server.gateio.GateFace;
import cab.infrastructure.exchange.server.gateio.GateRules;
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
import cab.infrastructure.time.WallClock;
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

/**
 * The local exchange on a free port and the adapter before it, with sockets between them. The time of the market moves
 * when a test moves it; the adapter goes by it, too.
 */
final class LocalExchange implements AutoCloseable {

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

    LocalExchange() {
        FillRules free = new FillRules(Percent.ZERO, Percent.ZERO, Percent.of("100"));
        Instrument bitcoin = new Instrument(
                GateioBench.BTC_USDT,
                new BigDecimal("0.01"),
                new BigDecimal("0.001"),
                Quantity.ZERO,
                Money.of("1", GateioBench.BTC_USDT.quote()),
                new FeeSchedule(Percent.of("0.2"), Percent.of("0.2"), FeeSchedule.FeeCharge.RECEIVED));
        venue = new ServedVenue(
                ExchangeTerms.honest(1).withFills(free),
                new PaperVenue.Pace(START_MS, 1, nanos::get),
                List.of(new Listing(bitcoin, market)),
                Optional.empty(),
                fault -> {
                    throw new AssertionError(fault);
                });
        List<Money> deposits =
                List.of(Money.of("10000", GateioBench.BTC_USDT.quote()), Money.of("10", GateioBench.BTC_USDT.base()));
        GateFace face = new GateFace(
                venue,
                new WallClock(),
                nanos::get,
                GateRules.usual().withoutRateLimits(),
                List.of(new MarketBoard(bitcoin, market, free)),
                List.of(new cab.infrastructure.exchange.server.ApiKey(
                        KEY, new Secret(SECRET), venue.account("main", deposits), 1_000_001)));
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
        exchange = new GateioExchange(settings()).connect(List.of(GateioBench.BTC_USDT), time, nanos::get, 7);
    }

    private GateioSettings settings() {
        URI rest = URI.create(server.url());
        return new GateioSettings(
                rest,
                URI.create("ws://127.0.0.1:" + rest.getPort() + "/ws/v4/"),
                Optional.of(new ApiKey(new Secret(KEY), new Secret(SECRET))),
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

    Broker broker() {
        return exchange.broker().orElseThrow();
    }

    LiveExchange exchange() {
        return exchange;
    }

    Instant now() {
        return venue.clock().instant();
    }

    /** Lets time pass at the exchange, between two times at which the adapter has nothing under way. */
    void pass(Duration length) {
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

    void moveMarketTo(String price) {
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
