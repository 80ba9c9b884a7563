package cab.benchmarks;

import cab.domain.market.CandleSeries;
import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Quantity;
import cab.infrastructure.marketdata.EmbeddedMarket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.num.DoubleNumFactory;

/** The candles that indicators and strategies are measured on, ours and those of ta4j. */
final class BenchmarkCandles {

    static final int COUNT = 20_000;

    private BenchmarkCandles() {}

    static CandleSeries series() {
        return series(Timeframe.M15, COUNT);
    }

    static CandleSeries series(Timeframe timeframe, int count) {
        Symbol symbol = Symbol.of("BTC/USDT");
        Instrument instrument = new Instrument(
                symbol,
                new BigDecimal("0.01"),
                new BigDecimal("0.00001"),
                Quantity.ZERO,
                Money.zero(symbol.quote()),
                new FeeSchedule(Percent.of("0.1"), Percent.of("0.1"), FeeSchedule.FeeCharge.RECEIVED));
        return new EmbeddedMarket(instrument, timeframe, 1, 730)
                .before(EmbeddedMarket.TRADING_START.toEpochMilli(), count);
    }

    /** The same candles as bars in doubles, ready before anything is measured. */
    static BarSeries bars() {
        return barsOf(series());
    }

    static BarSeries barsOf(CandleSeries candles) {
        BarSeries bars = new BaseBarSeriesBuilder()
                .withNumFactory(DoubleNumFactory.getInstance())
                .build();
        for (int index = 0; index < candles.size(); index++) {
            bars.barBuilder()
                    .timePeriod(Duration.ofMillis(candles.timeframe().lengthMs()))
                    .endTime(Instant.ofEpochMilli(candles.closeTimeMs(index)))
                    .openPrice(candles.open(index))
                    .highPrice(candles.high(index))
                    .lowPrice(candles.low(index))
                    .closePrice(candles.close(index))
                    .volume(candles.volume(index))
                    .add();
        }
        return bars;
    }
}
