package cab.domain.indicator;

import cab.domain.market.CandleSeries;
import java.time.Duration;
import java.time.Instant;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.num.DoubleNumFactory;

/** Candles as ta4j wants them, in doubles. */
final class Ta4jBars {

    private Ta4jBars() {}

    static BarSeries of(CandleSeries candles) {
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
