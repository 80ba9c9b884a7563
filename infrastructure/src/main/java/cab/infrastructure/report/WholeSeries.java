package cab.infrastructure.report;

import cab.application.backtest.EqualParts;
import cab.application.backtest.PortfolioLine;
import cab.application.backtest.PortfolioResult;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Equity, drawdown and what equal parts would have been worth, of several symbols together, as the chart takes them: at
 * most {@link ChartSeries#MOST} points, as whole numbers that tell the difference from the one before. Pure functions.
 */
final class WholeSeries {

    private WholeSeries() {}

    static Map<String, Object> of(PortfolioResult result) {
        PortfolioLine line = result.equity();
        double initial = result.initialEquity().amount().doubleValue();
        double[] equity = line.values();
        double[] held = EqualParts.of(result);
        int together = Math.max(1, (equity.length + ChartSeries.MOST - 1) / ChartSeries.MOST);
        int size = (equity.length + together - 1) / together;
        double highest = Math.max(
                initial,
                Math.max(
                        Arrays.stream(equity).max().orElse(0),
                        Arrays.stream(held).max().orElse(0)));
        int decimals = ChartSeries.decimals(initial, highest);
        long lengthMs = result.timeframe().lengthMs();
        long startMs = result.from().toEpochMilli();
        long[] times = new long[size];
        int[] falls = new int[size];
        double[] equities = new double[size];
        double[] helds = new double[size];
        double peak = initial;
        long timeBefore = startMs;
        for (int point = 0; point < size; point++) {
            int from = point * together;
            int last = Math.min(equity.length, from + together) - 1;
            double deepest = 0;
            for (int index = from; index <= last; index++) {
                peak = Math.max(peak, equity[index]);
                deepest = Math.max(deepest, 1 - equity[index] / peak);
            }
            falls[point] = ChartSeries.hundredths(deepest);
            // As with candles a point stands at the opening.
            long openMs = line.timeMs(from) - lengthMs;
            times[point] = openMs - timeBefore;
            timeBefore = openMs;
            equities[point] = equity[last];
            helds[point] = held[last];
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("timeframe", result.timeframe().label());
        columns.put("lengthMs", lengthMs);
        columns.put("unitMs", 1);
        columns.put("together", together);
        columns.put("start", startMs);
        columns.put("equityDecimals", decimals);
        columns.put("initial", initial);
        columns.put("quote", result.initialEquity().currency().code());
        columns.put("t", times);
        columns.put("e", differences(equities, decimals));
        columns.put("b", differences(helds, decimals));
        columns.put("d", falls);
        return columns;
    }

    private static long[] differences(double[] values, int decimals) {
        long[] differences = new long[values.length];
        long before = 0;
        for (int index = 0; index < values.length; index++) {
            long value = Math.round(values[index] * Math.pow(10, decimals));
            differences[index] = value - before;
            before = value;
        }
        return differences;
    }
}
