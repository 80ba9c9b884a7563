package cab.infrastructure.exchange.xchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.market.Candle;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.exchange.live.UnreachableException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Past candles of each exchange through XChange's module, before answers in the form of its documentation. */
@Timeout(60)
final class XChangeArchiveTest {

    private static final Symbol BTC_USDT = Symbol.of("BTC/USDT");
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:30Z");
    private static final long MINUTE_MS = 60_000;

    /** Opening of the candle that is under way. */
    private static final long OPEN_MS = Instant.parse("2026-03-04T05:06:00Z").toEpochMilli();

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final PublicMarkets markets;

    XChangeArchiveTest() throws IOException {
        this.markets = new PublicMarkets(clock);
    }

    @AfterEach
    void stop() {
        markets.close();
    }

    private XChangeArchive open(String exchange) {
        return XChangeArchive.open(exchange, Optional.of(markets.url()), clock);
    }

    @ParameterizedTest
    @ValueSource(strings = {"binance", "kraken", "okx", "kucoin"})
    void whatIsAskedForIsReadAndNothingBesides(String exchange) {
        long fromMs = OPEN_MS - 40 * MINUTE_MS;
        try (XChangeArchive archive = open(exchange)) {
            List<Candle> candles = archive.closedBetween(BTC_USDT, Timeframe.M1, fromMs, fromMs + 9 * MINUTE_MS);

            assertThat(candles).hasSize(10);
            for (int index = 0; index < 10; index++) {
                long openMs = fromMs + index * MINUTE_MS;
                assertThat(candles.get(index))
                        .isEqualTo(
                                new Candle(openMs, openMs + MINUTE_MS, PublicMarkets.open(openMs), 110, 90, 101, 12.5));
            }
            assertThat(archive.now()).isEqualTo(NOW);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"binance", "kraken", "okx", "kucoin"})
    void aCandleCountsAsClosedOnceItsTimeHasBeenOverForAMinute(String exchange) {
        try (XChangeArchive archive = open(exchange)) {
            List<Candle> candles = archive.closedBetween(BTC_USDT, Timeframe.M1, OPEN_MS - 5 * MINUTE_MS, OPEN_MS);

            // The one under way, and the one that closed half a minute ago, are left for the next time.
            assertThat(candles.getLast().openTimeMs()).isEqualTo(OPEN_MS - 2 * MINUTE_MS);
            assertThat(candles).hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"binance", "kraken", "okx", "kucoin"})
    void aWholePageIsReadAtOnceToItsLastCandle(String exchange) {
        try (XChangeArchive archive = open(exchange)) {
            long fromMs = OPEN_MS - (archive.page() + 1L) * MINUTE_MS;
            int before = markets.asked().size();

            List<Candle> candles = archive.closedBetween(
                    BTC_USDT, Timeframe.M1, fromMs + MINUTE_MS, fromMs + (archive.page() - 1L) * MINUTE_MS);

            assertThat(candles).hasSize(archive.page() - 1);
            assertThat(markets.asked()).hasSize(before + 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"binance,Binance,1000,-1", "kraken,Kraken,720,720", "okx,OKX,100,-1", "kucoin,KuCoin,1500,-1"})
    void whatTheExchangeServesIsSaid(String exchange, String title, int page, int reach) {
        try (XChangeArchive archive = open(exchange)) {
            assertThat(archive.title()).isEqualTo(title);
            assertThat(archive.page()).isEqualTo(page);
            assertThat(archive.reach()).isEqualTo(reach < 0 ? OptionalInt.empty() : OptionalInt.of(reach));
            assertThat(archive.has(Timeframe.M15)).isTrue();
            assertThat(archive.has(Timeframe.W1)).isEqualTo(exchange.equals("binance"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"binance", "kraken", "okx", "kucoin"})
    void anAnswerThatIsNoneIsSaidAndTheNextQuestionIsAsked(String exchange) {
        try (XChangeArchive archive = open(exchange)) {
            markets.breakDown(true);
            assertThatThrownBy(() -> archive.closedBetween(
                            BTC_USDT, Timeframe.M1, OPEN_MS - 9 * MINUTE_MS, OPEN_MS - 5 * MINUTE_MS))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageStartingWith(archive.title() + ": ");

            markets.breakDown(false);
            assertThat(archive.closedBetween(BTC_USDT, Timeframe.M1, OPEN_MS - 9 * MINUTE_MS, OPEN_MS - 5 * MINUTE_MS))
                    .hasSize(5);
        }
    }

    @Test
    void anExchangeThatDoesNotTellItsRulesIsNotOpened() {
        markets.breakDown(true);

        assertThatThrownBy(() -> open("okx"))
                .isInstanceOf(UnreachableException.class)
                .hasMessageStartingWith("OKX does not tell its rules: ");
        assertThatThrownBy(() -> open("gateio")).hasMessage("gateio is not read through XChange");
    }

    @Test
    void moreThanFourQuestionsASecondAreNotAsked() {
        try (XChangeArchive archive = open("binance")) {
            long startedAt = System.nanoTime();
            for (int question = 0; question < 4; question++) {
                var _ = archive.closedBetween(BTC_USDT, Timeframe.M1, OPEN_MS - 9 * MINUTE_MS, OPEN_MS - 5 * MINUTE_MS);
            }

            assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isGreaterThanOrEqualTo(Duration.ofMillis(750));
        }
    }
}
