package cab.domain.indicator;

import cab.domain.market.Candle;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Candles for indicators. */
final class Candles {

    private Candles() {}

    /** A random walk, with an outlier now and then. */
    static List<ClosedCandle> walk(SplittableRandom random, int count) {
        List<ClosedCandle> candles = new ArrayList<>();
        double close = random.nextDouble(0.01, 50_000);
        for (int index = 0; index < count; index++) {
            double open = close;
            double jump = random.nextInt(50) == 0 ? 3 : 0.02;
            close = open * Math.exp((random.nextDouble() - 0.5) * jump);
            double high = Math.max(open, close) * (1 + 0.01 * random.nextDouble());
            double low = Math.min(open, close) * (1 - 0.01 * random.nextDouble());
            candles.add(of(index, open, high, low, close, random.nextInt(4) == 0 ? 0 : random.nextDouble(1_000)));
        }
        return candles;
    }

    static ClosedCandle of(int index, double open, double high, double low, double close, double volume) {
        return new Candle(index * 60_000L, (index + 1) * 60_000L, open, high, low, close, volume);
    }

    static ClosedCandle flat(double price) {
        return of(0, price, price, price, price, 1);
    }

    static List<ClosedCandle> of(CandleSeries series) {
        return IntStream.range(0, series.size())
                .<ClosedCandle>mapToObj(series::candle)
                .toList();
    }
}
