package cab.infrastructure.report;

import cab.application.backtest.BacktestResult;
import cab.application.backtest.EquityLine;
import cab.domain.market.CandleSeries;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Candles, equity and drawdown as the chart takes them: so many neighbours put together that not more are left than are
 * wanted, as whole numbers that tell the difference from the one before. Opens, highs, lows and closes of what is put
 * together are exact; of the drawdown the deepest is kept. Pure functions.
 */
final class ChartSeries {

    /** More points than any screen has columns; a file of them is about half a megabyte. */
    static final int MOST = 20_000;

    private static final int DIGITS = 6;
    private static final double EXACT_MAX = 9e15;
    private static final double HUNDREDTHS = 10_000;

    private final CandleSeries candles;
    private final double[] equity;
    private final int together;
    private final int size;
    private final int priceDecimals;
    private final int equityDecimals;
    private double peak;

    private ChartSeries(BacktestResult result, int most) {
        this.candles = result.tested().candles();
        EquityLine line = result.equity();
        this.equity = line.values();
        this.together = (candles.size() + most - 1) / most;
        this.size = (candles.size() + together - 1) / together;
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (int index = 0; index < candles.size(); index++) {
            low = Math.min(low, candles.low(index));
            high = Math.max(high, candles.high(index));
        }
        this.priceDecimals = decimals(low, high);
        this.peak = result.initialEquity().amount().doubleValue();
        this.equityDecimals = decimals(peak, Math.max(peak, max(equity)));
    }

    /** At most {@code most} points. */
    static Map<String, Object> of(BacktestResult result, int most) {
        return new ChartSeries(result, most).columns(result);
    }

    private Map<String, Object> columns(BacktestResult result) {
        long lengthMs = candles.timeframe().lengthMs();
        long[] times = new long[size];
        long[] opens = new long[size];
        long[] highs = new long[size];
        long[] lows = new long[size];
        long[] closes = new long[size];
        long[] values = new long[size];
        int[] falls = new int[size];
        long timeBefore = candles.openTimeMs(0);
        long closeBefore = 0;
        long valueBefore = 0;
        for (int point = 0; point < size; point++) {
            int from = point * together;
            int to = Math.min(candles.size(), from + together);
            times[point] = (candles.openTimeMs(from) - timeBefore) / lengthMs;
            timeBefore = candles.openTimeMs(from);
            long open = price(candles.open(from));
            long close = price(candles.close(to - 1));
            opens[point] = open - closeBefore;
            closes[point] = close - open;
            highs[point] = price(highest(from, to)) - Math.max(open, close);
            lows[point] = Math.min(open, close) - price(lowest(from, to));
            closeBefore = close;
            long value = Math.round(equityAt(to - 1) * Math.pow(10, equityDecimals));
            values[point] = value - valueBefore;
            valueBefore = value;
            falls[point] = deepestFall(from, to);
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("symbol", result.symbol().toString());
        columns.put("timeframe", candles.timeframe().label());
        columns.put("lengthMs", lengthMs);
        columns.put("unitMs", lengthMs);
        columns.put("together", together);
        columns.put("start", candles.openTimeMs(0));
        columns.put("priceDecimals", priceDecimals);
        columns.put("equityDecimals", equityDecimals);
        columns.put("initial", result.initialEquity().amount().doubleValue());
        columns.put("firstOpen", candles.open(0));
        columns.put("quote", result.symbol().quote().code());
        columns.put("t", times);
        columns.put("o", opens);
        columns.put("h", highs);
        columns.put("l", lows);
        columns.put("c", closes);
        columns.put("e", values);
        columns.put("d", falls);
        return columns;
    }

    /** Equity is known where a close was told; behind that it stays. */
    private double equityAt(int index) {
        return equity.length == 0 ? peak : equity[Math.min(index, equity.length - 1)];
    }

    /** Below the peak so far, in hundredths of a percent. */
    private int deepestFall(int from, int to) {
        double deepest = 0;
        for (int index = from; index < to; index++) {
            double value = equityAt(index);
            peak = Math.max(peak, value);
            deepest = Math.max(deepest, 1 - value / peak);
        }
        return hundredths(deepest);
    }

    /** Of a percent. */
    static int hundredths(double share) {
        return (int) Math.round(share * HUNDREDTHS);
    }

    private double highest(int from, int to) {
        double highest = 0;
        for (int index = from; index < to; index++) {
            highest = Math.max(highest, candles.high(index));
        }
        return highest;
    }

    private double lowest(int from, int to) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int index = from; index < to; index++) {
            lowest = Math.min(lowest, candles.low(index));
        }
        return lowest;
    }

    private long price(double price) {
        return Math.round(price * Math.pow(10, priceDecimals));
    }

    /** So many that the lowest number keeps six digits, and the highest is still exact. */
    static int decimals(double low, double high) {
        int wanted = Math.max(0, DIGITS - (int) Math.floor(Math.log10(low)) - 1);
        int possible = (int) Math.floor(Math.log10(EXACT_MAX / high));
        return Math.clamp(Math.min(wanted, possible), 0, 22);
    }

    private static double max(double[] values) {
        double max = 0;
        for (double value : values) {
            max = Math.max(max, value);
        }
        return max;
    }
}
