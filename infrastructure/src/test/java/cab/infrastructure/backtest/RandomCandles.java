package cab.infrastructure.backtest;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import cab.infrastructure.marketdata.SeededRandom;
import java.math.BigDecimal;
import java.math.MathContext;

/** Candles drawn by chance: gaps, jumps, flat candles, tiny prices, missing volume. Owned by one thread. */
final class RandomCandles {

    private static final long BEGIN_MS = 1_577_836_800_000L - 3 * 3_600_000L;

    private final SeededRandom random;

    RandomCandles(SeededRandom random) {
        this.random = random;
    }

    CandleSeries series() {
        Timeframe timeframe = new Timeframe[] {Timeframe.M1, Timeframe.M5, Timeframe.M15}[random.nextInt(3)];
        int size = 300 + random.nextInt(1_500);
        double price = Math.pow(10, random.nextInt(11) - 6) * (1 + random.nextInt(900) / 100.0);
        int digits = 4 + random.nextInt(14);
        double swing = new double[] {0.0005, 0.002, 0.01}[random.nextInt(3)];
        double volume = Math.pow(10, random.nextInt(5)) / price;
        int gapOneIn = new int[] {3, 20, 1_000_000}[random.nextInt(3)];
        CandleSeries.Builder builder = CandleSeries.builder(timeframe);
        long atMs = BEGIN_MS;
        for (int index = 0; index < size; index++) {
            double open = random.nextInt(3) == 0 ? price * (1 + swing * noise()) : price;
            double close = random.nextInt(10) == 0 ? open : open * (1 + swing * noise());
            boolean flat = random.nextInt(12) == 0;
            double high = flat ? Math.max(open, close) : Math.max(open, close) * (1 + swing * Math.abs(noise()));
            double low = flat ? Math.min(open, close) : Math.min(open, close) * (1 - swing * Math.abs(noise()));
            double traded = random.nextInt(8) == 0 ? 0 : volume * Math.abs(noise()) * 2;
            double[] rounded = {round(open, digits), round(high, digits), round(low, digits), round(close, digits)};
            var _ = builder.add(
                    atMs,
                    rounded[0],
                    Math.max(rounded[1], Math.max(rounded[0], rounded[3])),
                    Math.min(rounded[2], Math.min(rounded[0], rounded[3])),
                    rounded[3],
                    round(traded, digits));
            price = rounded[3];
            boolean gap = random.nextInt(gapOneIn) == 0;
            atMs += timeframe.lengthMs() * (gap ? 2 + random.nextInt(40) : 1);
        }
        return builder.build();
    }

    private static double round(double value, int digits) {
        return digits > 16
                ? value
                : new BigDecimal(value).round(new MathContext(digits)).doubleValue();
    }

    /** Around zero, seldom beyond one. */
    private double noise() {
        double sum = 0;
        for (int part = 0; part < 4; part++) {
            sum += random.nextInt(2_001) / 1_000.0 - 1;
        }
        return sum / 2;
    }
}
