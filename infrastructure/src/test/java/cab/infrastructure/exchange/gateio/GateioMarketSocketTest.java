package cab.infrastructure.exchange.gateio;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.monitoring.HealthStatus;
import cab.application.port.HistoryReport;
import cab.application.port.MarketData;
import cab.application.port.MarketListener;
import cab.application.port.Subscription;
import cab.domain.market.Candle;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Timeframe;
import cab.domain.money.Price;
import cab.infrastructure.exchange.live.LocalExchange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The market of the local exchange over sockets. */
final class GateioMarketSocketTest {

    private final LocalExchange exchange = GateioLocal.open();
    private final MarketData market = exchange.exchange().marketData();
    private final List<Double> prices = new CopyOnWriteArrayList<>();
    private final List<Candle> candles = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        exchange.close();
    }

    @Test
    void theRulesAreThoseOfTheExchange() {
        assertThat(market.instrument(GateioBench.BTC_USDT).orElseThrow().priceTick())
                .isEqualByComparingTo("0.01");
    }

    @Test
    void pastCandlesAreClosedAndWithoutGaps() {
        HistoryReport report =
                GateioBench.reply(receiver -> market.history(GateioBench.BTC_USDT, Timeframe.M1, 2_500, receiver));

        CandleSeries series = ((HistoryReport.Known) report).candles();
        assertThat(series.size()).isEqualTo(2_500);
        assertThat(series.missing()).isZero();
        assertThat(series.closeTimeMs(2_499)).isLessThanOrEqualTo(exchange.now().toEpochMilli());
    }

    @Test
    void pricesAndCandlesComeAsTheMarketMoves() {
        try (Subscription subscription = subscribe()) {
            assertThat(subscription).isNotNull();
            exchange.moveMarketTo("110");
            passUntilCandles(5);
        }

        assertThat(prices).contains(110.0);
        assertThat(market.quote(GateioBench.BTC_USDT).orElseThrow().bid()).isEqualTo(Price.of("110"));
        for (int index = 1; index < candles.size(); index++) {
            assertThat(candles.get(index).openTimeMs())
                    .isEqualTo(candles.get(index - 1).closeTimeMs());
        }
        assertThat(candles.getLast().close()).isEqualTo(110.0);
        assertThat(exchange.exchange().probe().check().status()).isEqualTo(HealthStatus.UP);
    }

    private Subscription subscribe() {
        return market.subscribe(GateioBench.BTC_USDT, Timeframe.M1, new MarketListener() {
            @Override
            public void onPrice(long atMs, double price) {
                prices.add(price);
            }

            @Override
            public void onCandle(ClosedCandle candle) {
                candles.add(Candle.copyOf(candle));
            }
        });
    }

    private void passUntilCandles(int count) {
        for (int times = 0; times < 1_000 && candles.size() < count; times++) {
            exchange.pass(Duration.ofSeconds(1));
        }
        assertThat(candles).hasSizeGreaterThanOrEqualTo(count);
    }
}
