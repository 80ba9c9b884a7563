package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import cab.app.http.BacktestWish;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.marketdata.store.CandleKey;
import cab.infrastructure.marketdata.store.CandleStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredCandlesTest {

    private static final Symbol BTC = Symbol.of("BTC/USDT");
    private static final Symbol DOGE = Symbol.of("DOGE/USDT");
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2024-01-02T01:00:00Z");

    @TempDir
    private Path directory;

    private CandleStore store = CandleStore.in(Path.of("unused"));
    private StoredCandles candles = candles(Path.of("unused"));

    @BeforeEach
    void store() {
        store = CandleStore.in(directory);
        candles = candles(directory);
    }

    private static StoredCandles candles(Path directory) {
        return new StoredCandles(new SettingsReader(Map.of("STRATEGIES_DIR", "", "DATA_DIR", directory.toString()))
                .read(Optional.empty()));
    }

    private void put(String exchange, Symbol symbol) {
        CandleSeries.Builder series = CandleSeries.builder(Timeframe.M15);
        for (int index = 0; index < 100; index++) {
            series = series.add(START.toEpochMilli() + index * 900_000L, 10, 11, 9, 10, 1);
        }
        var _ = store.merge(new CandleKey(exchange, symbol, Timeframe.M15), series.build(), false);
    }

    private static BacktestWish wish(Symbol symbol, Optional<Instant> from, Optional<Instant> to) {
        return new BacktestWish(
                List.of(symbol),
                Timeframe.M15,
                Optional.empty(),
                from,
                to,
                List.of(),
                Optional.empty(),
                Map.of(),
                "10000",
                "0.1");
    }

    private String missing(BacktestWish wish) {
        CandleSource.Look look = candles.look(wish, wish.symbols().getFirst());
        assertThat(look).isInstanceOf(CandleSource.Look.Missing.class);
        String fault = ((CandleSource.Look.Missing) look).fault();
        assertThat(fault).doesNotContain(directory.toString());
        return fault;
    }

    @Test
    void anEmptyStoreSaysHowToFillIt() {
        assertThat(missing(wish(BTC, Optional.empty(), Optional.empty())))
                .isEqualTo(
                        "no candles of BTC/USDT 15m are stored, nothing is; get them with: cab data download --symbol"
                                + " BTC/USDT --timeframe 15m");
    }

    @Test
    void whatIsNotThereIsToldWithWhatIs() {
        put("gateio", BTC);

        assertThat(missing(wish(DOGE, Optional.empty(), Optional.empty())))
                .startsWith("no candles of DOGE/USDT 15m are stored, stored is BTC/USDT 15m of gateio");
    }

    @Test
    void aSpanBesideTheCandlesHasNone() {
        put("gateio", BTC);

        assertThat(missing(wish(BTC, Optional.of(END), Optional.empty())))
                .isEqualTo("BTC/USDT 15m of gateio has no candles in that span: it goes from " + START + " to " + END);
        assertThat(missing(wish(BTC, Optional.empty(), Optional.of(START)))).contains("no candles in that span");
        assertThat(candles.look(wish(BTC, Optional.of(END.minusMillis(1)), Optional.empty()), BTC))
                .isEqualTo(new CandleSource.Look.There(100));
        assertThat(candles.look(wish(BTC, Optional.empty(), Optional.of(START.plusMillis(1))), BTC))
                .isEqualTo(new CandleSource.Look.There(100));
    }

    @Test
    void severalExchangesAreAskedToBeToldApart() {
        put("kraken", BTC);
        put("binance", BTC);

        assertThat(missing(wish(BTC, Optional.empty(), Optional.empty())))
                .startsWith("several exchanges have candles of BTC/USDT 15m")
                .endsWith("choose one with the field exchange");
    }

    @Test
    void whatIsThereIsRead() {
        put("gateio", BTC);
        BacktestWish wish = wish(BTC, Optional.of(START.plusSeconds(900)), Optional.empty());

        CandleSupply.Supply supply = candles.read(wish, BTC);

        assertThat(supply.candles().size()).isEqualTo(99);
    }
}
