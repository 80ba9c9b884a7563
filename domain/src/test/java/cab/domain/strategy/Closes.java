package cab.domain.strategy;

import cab.domain.market.Candle;
import cab.domain.market.ClosedCandle;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Candles of one minute that are told by their closes alone. */
public final class Closes {

    private Closes() {}

    public static List<ClosedCandle> candles(double... closes) {
        return IntStream.range(0, closes.length)
                .<ClosedCandle>mapToObj(index -> new Candle(
                        index * 60_000L,
                        (index + 1) * 60_000L,
                        closes[index],
                        closes[index],
                        closes[index],
                        closes[index],
                        1))
                .toList();
    }

    /** What {@code strategy} says of each. */
    public static List<Signal> signals(Strategy strategy, double... closes) {
        return candles(closes).stream().map(strategy::onCandle).toList();
    }

    /** {@code count} times the same close. */
    public static double[] flat(int count, double close) {
        double[] closes = new double[count];
        Arrays.fill(closes, close);
        return closes;
    }
}
