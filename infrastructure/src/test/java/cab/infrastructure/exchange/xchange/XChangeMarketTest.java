package cab.infrastructure.exchange.xchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.application.monitoring.HealthStatus;
import cab.application.port.HistoryReport;
import cab.application.port.MarketListener;
import cab.domain.market.Candle;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.exchange.live.UnreachableException;
import cab.infrastructure.time.MarketClock;
import cab.infrastructure.time.RealScheduler;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each exchange through XChange's module, before answers in the form of its documentation; a minute takes a second. */
final class XChangeMarketTest {

    private static final Symbol BTC_USDT = Symbol.of("BTC/USDT");
    private static final int PATIENCE_SECONDS = 20;

    private final MarketClock clock =
            new MarketClock(Instant.parse("2026-03-04T05:06:30Z").toEpochMilli(), 60, System::nanoTime);
    private final RealScheduler time = new RealScheduler("test-time", clock, fault -> {
        throw new AssertionError(fault);
    });
    private final PublicMarkets markets;

    XChangeMarketTest() throws IOException {
        this.markets = new PublicMarkets(clock);
        clock.start();
    }

    @AfterEach
    void stop() {
        markets.close();
        time.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"binance", "kraken", "okx", "kucoin"})
    void theRulesOfTheSymbolAreRead(String exchange) {
        try (XChangeMarket market = connect(exchange)) {
            Instrument rules = market.marketData().instrument(BTC_USDT).orElseThrow();

            assertThat(rules.priceTick()).isEqualByComparingTo("0.1");
            assertThat(rules.quantityStep()).isEqualByComparingTo("0.00001");
            assertThat(rules.minQuantity()).hasToString("0.00001");
            assertThat(rules.fees().taker().isPositive()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"binance", "kraken", "okx", "kucoin"})
    void pastCandlesAreClosedInARowAndOfAnyLength(String exchange) throws InterruptedException {
        try (XChangeMarket market = connect(exchange)) {
            CandleSeries minutes = history(market, Timeframe.M1, 250);
            long nowMs = clock.millis();

            assertThat(minutes.size()).isEqualTo(250);
            assertThat(minutes.closeTimeMs(249)).isLessThanOrEqualTo(nowMs).isGreaterThan(nowMs - 600_000);
            for (int index = 0; index < 250; index++) {
                assertThat(minutes.open(index)).isEqualTo(PublicMarkets.open(minutes.openTimeMs(index)));
                assertThat(minutes.openTimeMs(index) - minutes.openTimeMs(0)).isEqualTo(index * 60_000L);
            }
            assertThat(minutes.high(0)).isEqualTo(110);
            assertThat(minutes.low(0)).isEqualTo(90);
            assertThat(minutes.close(0)).isEqualTo(101);
            assertThat(minutes.volume(0)).isEqualTo(12.5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"binance", "kraken", "okx", "kucoin"})
    void pricesAndCandlesKeepComing(String exchange) throws InterruptedException {
        BlockingQueue<Double> prices = new ArrayBlockingQueue<>(1_000);
        BlockingQueue<Candle> candles = new ArrayBlockingQueue<>(1_000);
        try (XChangeMarket market = connect(exchange)) {
            var _ = market.marketData().subscribe(BTC_USDT, Timeframe.M1, listener(prices, candles));

            assertThat(prices.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(65_000.1);
            assertThat(market.marketData().quote(BTC_USDT)).hasValueSatisfying(quote -> {
                assertThat(quote.bid()).hasToString("65000");
                assertThat(quote.ask()).hasToString("65000.2");
            });
            Candle first = candles.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Candle second = candles.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(first).isNotNull();
            assertThat(second).isNotNull();
            assertThat(second.openTimeMs()).isEqualTo(first.closeTimeMs());
            assertThat(second.closeTimeMs()).isLessThanOrEqualTo(clock.millis());
            assertThat(market.health().status()).isEqualTo(HealthStatus.UP);
        }
    }

    @Test
    void anExchangeThatBreaksDownIsToldByHealthAndComesBack() throws InterruptedException {
        BlockingQueue<Double> prices = new ArrayBlockingQueue<>(1_000);
        try (XChangeMarket market = connect("kraken")) {
            var _ = market.marketData()
                    .subscribe(BTC_USDT, Timeframe.M1, listener(prices, new ArrayBlockingQueue<>(1_000)));
            assertThat(prices.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();

            markets.breakDown(true);
            BlockingQueue<HistoryReport> answers = new ArrayBlockingQueue<>(1);
            market.marketData().history(BTC_USDT, Timeframe.M1, 10, answers::add);
            assertThat(answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isInstanceOf(HistoryReport.Unknown.class);
            awaitHealth(market, HealthStatus.DEGRADED);
            assertThat(market.health().detail()).startsWith("Kraken does not tell of BTC/USDT: ");

            markets.breakDown(false);
            prices.clear();
            assertThat(prices.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
            awaitHealth(market, HealthStatus.UP);
        }
    }

    @Test
    void whatCannotBeUsedIsSaidAtTheStart() {
        assertThatThrownBy(() -> XChangeMarket.connect(
                        "kucoin", Optional.of(markets.url()), List.of(Symbol.of("NIL/USDT")), time))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("KuCoin does not list NIL/USDT");
        markets.breakDown(true);
        assertThatThrownBy(() -> connect("okx"))
                .isInstanceOf(UnreachableException.class)
                .hasMessageStartingWith("OKX does not tell its rules: ");
    }

    @Test
    void longerCandlesThanAnExchangeHasArePutTogether() throws InterruptedException {
        assertThat(XChangeVenue.of("okx").orElseThrow().partOf(Timeframe.D1)).isEqualTo(Timeframe.H4);
        assertThat(XChangeVenue.of("kraken").orElseThrow().partOf(Timeframe.W1)).isEqualTo(Timeframe.D1);
        assertThat(XChangeVenue.of("binance").orElseThrow().partOf(Timeframe.W1))
                .isEqualTo(Timeframe.W1);
        assertThat(XChangeMarket.knows("coinbase")).isFalse();
    }

    private XChangeMarket connect(String exchange) {
        return XChangeMarket.connect(exchange, Optional.of(markets.url()), List.of(BTC_USDT), time);
    }

    private static CandleSeries history(XChangeMarket market, Timeframe timeframe, int count)
            throws InterruptedException {
        BlockingQueue<HistoryReport> answers = new ArrayBlockingQueue<>(1);
        market.marketData().history(BTC_USDT, timeframe, count, answers::add);
        return switch (answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            case HistoryReport.Known(CandleSeries candles) -> candles;
            case HistoryReport.Unknown(String cause) -> throw new AssertionError(cause);
            case null -> throw new AssertionError("no answer");
        };
    }

    private static MarketListener listener(BlockingQueue<Double> prices, BlockingQueue<Candle> candles) {
        return new MarketListener() {
            @Override
            public void onPrice(long atMs, double price) {
                boolean _ = prices.offer(price);
            }

            @Override
            public void onCandle(ClosedCandle candle) {
                boolean _ = candles.offer(Candle.copyOf(candle));
            }
        };
    }

    private static void awaitHealth(XChangeMarket market, HealthStatus wanted) throws InterruptedException {
        BlockingQueue<String> never = new ArrayBlockingQueue<>(1);
        for (int tries = 0; tries < PATIENCE_SECONDS * 20 && market.health().status() != wanted; tries++) {
            String _ = String.valueOf(never.poll(50, TimeUnit.MILLISECONDS));
        }
        assertThat(market.health().status()).as(market.health().detail()).isEqualTo(wanted);
    }
}
