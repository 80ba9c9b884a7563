package cab.infrastructure.exchange.gateio;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.MarketListener;
import cab.application.port.Subscription;
import cab.domain.market.Candle;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Timeframe;
import cab.domain.money.Price;
import cab.infrastructure.exchange.live.LiveMarketData;
import cab.infrastructure.exchange.transport.ExchangeStream;
import cab.infrastructure.exchange.transport.ScriptedDialer;
import cab.infrastructure.time.ThreadMailbox;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Prices and candles out of the stream, and by REST after a break. */
final class GateioMarketDataTest {

    private final GateioBench bench = new GateioBench();
    private final ScriptedDialer dialer = new ScriptedDialer();
    private final ThreadMailbox mailbox = new ThreadMailbox("market-test", 100, fault -> {
        throw new AssertionError(fault);
    });
    private final ExchangeStream stream = new ExchangeStream(
            dialer,
            new GateioStreamDialect(Optional.empty(), bench.connection.clock()),
            bench.connection.clock(),
            bench.time,
            mailbox,
            Duration.ofMinutes(5),
            7);
    private final LiveMarketData market = new LiveMarketData(
            GateioBench.TIMES,
            new GateioMarket(bench.connection.rest(), bench.connection.clock()),
            bench.connection.live(),
            bench.connection.instruments(),
            stream,
            bench.time,
            mailbox);
    private final BlockingQueue<Double> prices = new ArrayBlockingQueue<>(100);
    private final BlockingQueue<Candle> candles = new ArrayBlockingQueue<>(100);

    @AfterEach
    void end() {
        stream.close();
        mailbox.close();
        bench.close();
    }

    @Test
    void everyPriceOfTheStreamIsToldAndTheQuoteIsTheLast() {
        subscribe();

        dialer.last().tell("spot.tickers", ticker("BTC_USDT", "99.5", "99", "100"));
        dialer.last().tell("spot.tickers", ticker("ETH_USDT", "7", "6", "8"));
        dialer.last().tell("spot.tickers", ticker("BTC_USDT", "98.5", "98", "99"));

        assertThat(next(prices)).isEqualTo(99.5);
        assertThat(next(prices)).isEqualTo(98.5);
        assertThat(market.quote(GateioBench.BTC_USDT).orElseThrow().ask()).isEqualTo(Price.of("99"));
        assertThat(prices).isEmpty();
    }

    @Test
    void aCrossedOrEmptyBookIsNoQuote() {
        subscribe();
        dialer.last().tell("spot.tickers", ticker("BTC_USDT", "99.5", "99", "100"));
        dialer.last().tell("spot.tickers", ticker("BTC_USDT", "98.5", "100", "99"));
        dialer.last().tell("spot.tickers", ticker("BTC_USDT", "98.5", "0", "99"));
        dialer.last().tell("spot.tickers", ticker("BTC_USDT", "98.5", "", "99"));

        for (int times = 0; times < 4; times++) {
            assertThat(next(prices)).isPositive();
        }
        assertThat(market.quote(GateioBench.BTC_USDT).orElseThrow().bid()).isEqualTo(Price.of("99"));
    }

    @Test
    void aPriceOfNothingIsNotTold() {
        subscribe();
        bench.exchange.on("GET /spot/tickers", 200, "[" + ticker("BTC_USDT", "97.5", "97", "98") + "]");

        dialer.last().tell("spot.tickers", ticker("BTC_USDT", "0", "99", "100"));

        // What cannot be read is read by REST instead.
        assertThat(next(prices)).isEqualTo(97.5);
    }

    @Test
    void aCandleThatTheStreamClosesIsTold() {
        subscribe();
        long openMs = Timeframe.D1.bucketOpenMs(bench.connection.clock().millis());

        dialer.last().tell("spot.candlesticks", candle(openMs, "1d_ETH_USDT", true));
        dialer.last().tell("spot.candlesticks", candle(openMs, "1d_BTC_USDT", false));
        dialer.last().tell("spot.candlesticks", candle(openMs, "1d_BTC_USDT", true));

        Candle told = next(candles);
        assertThat(told.openTimeMs()).isEqualTo(openMs);
        assertThat(told.volume()).isEqualTo(2);
        assertThat(candles).isEmpty();
    }

    @Test
    void afterABreakCandlesAreRead() {
        long openMs = Timeframe.D1.bucketOpenMs(System.currentTimeMillis());
        subscribe();
        bench.exchange.on(
                "GET /spot/candlesticks",
                200,
                "[[\"" + openMs / 1_000 + "\",\"200\",\"101\",\"102\",\"99\",\"100\",\"2\",\"true\"]]");
        bench.exchange.on("GET /spot/tickers", 200, "[" + ticker("BTC_USDT", "97.5", "97", "98") + "]");

        dialer.last().listener().ended("cut");
        awaitLinks(2);
        open();

        assertThat(next(candles).openTimeMs()).isEqualTo(openMs);
        assertThat(next(prices)).isEqualTo(97.5);
    }

    private void subscribe() {
        Subscription subscription = market.subscribe(GateioBench.BTC_USDT, Timeframe.D1, new MarketListener() {
            @Override
            public void onPrice(long atMs, double price) {
                prices.add(price);
            }

            @Override
            public void onCandle(ClosedCandle candle) {
                candles.add(Candle.copyOf(candle));
            }
        });
        assertThat(subscription).isNotNull();
        awaitLinks(1);
        open();
    }

    private void open() {
        dialer.last().listener().opened();
        settle();
        dialer.last().acknowledge();
        settle();
    }

    private void awaitLinks(int count) {
        for (int times = 0; times < 1_000 && dialer.links().size() < count; times++) {
            settle();
            try {
                boolean never = new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
                assert !never;
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
        assertThat(dialer.links()).hasSize(count);
    }

    /** Returns when everything that was handed to the owner of the stream is done. */
    private void settle() {
        BlockingQueue<Boolean> done = new ArrayBlockingQueue<>(1);
        mailbox.answer(() -> done.add(true));
        assertThat(next(done)).isTrue();
    }

    private static <T> T next(BlockingQueue<T> queue) {
        try {
            return Optional.ofNullable(queue.poll(10, TimeUnit.SECONDS)).orElseThrow();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static String ticker(String pair, String last, String bid, String ask) {
        return "{\"currency_pair\":\"" + pair + "\",\"last\":\"" + last + "\",\"lowest_ask\":\"" + ask
                + "\",\"highest_bid\":\"" + bid + "\"}";
    }

    private static String candle(long openMs, String name, boolean closed) {
        return "{\"t\":\"" + openMs / 1_000 + "\",\"v\":\"200\",\"c\":\"101\",\"h\":\"102\",\"l\":\"99\","
                + "\"o\":\"100\",\"n\":\"" + name + "\",\"a\":\"2\",\"w\":" + closed + "}";
    }
}
