package cab.infrastructure.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cab.application.backtest.BacktestResult;
import cab.domain.market.CandleSeries;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ChartSeriesTest {

    @Test
    void aShortSeriesIsDrawnCandleByCandle() {
        BacktestResult result = Reports.swinging(500, 40_000).result();
        CandleSeries candles = result.tested().candles();

        Map<String, Object> columns = ChartSeries.of(result, ChartSeries.MOST);

        assertThat(columns.get("together")).isEqualTo(1);
        double[] closes = closes(columns);
        assertThat(closes).hasSize(500);
        for (int index = 0; index < closes.length; index++) {
            assertThat(closes[index]).isEqualTo(candles.close(index), within(candles.close(index) * 1e-5));
        }
        double[] equity = running(columns, "e", "equityDecimals");
        assertThat(equity[499]).isEqualTo(result.equity().values()[499], within(0.01));
    }

    @Test
    void aLongSeriesIsPutTogetherWithoutLosingAnExtreme() {
        BacktestResult result =
                Reports.swinging(2 * ChartSeries.MOST + 1, 40_000).result();
        CandleSeries candles = result.tested().candles();

        Map<String, Object> columns = ChartSeries.of(result, ChartSeries.MOST);

        assertThat(columns.get("together")).isEqualTo(3);
        double[] closes = closes(columns);
        assertThat(closes).hasSizeLessThanOrEqualTo(ChartSeries.MOST);
        assertThat(closes[closes.length - 1]).isEqualTo(candles.close(candles.size() - 1), within(0.5));
        double highest = 0;
        for (int index = 0; index < candles.size(); index++) {
            highest = Math.max(highest, candles.high(index));
        }
        assertThat(highestOf(columns)).isEqualTo(highest, within(0.5));
    }

    @Test
    void tinyAndHugePricesKeepTheirDigits() {
        for (double price : new double[] {1e-12, 1, 1e9}) {
            BacktestResult result = Reports.swinging(100, price).result();

            double[] closes = closes(ChartSeries.of(result, ChartSeries.MOST));

            assertThat(closes[99]).isEqualTo(result.tested().candles().close(99), within(price * 1e-4));
        }
    }

    @Test
    void oneCandleIsAChart() {
        assertThat(closes(ChartSeries.of(Reports.swinging(1, 100).result(), ChartSeries.MOST)))
                .hasSize(1);
    }

    private static double[] closes(Map<String, Object> columns) {
        long[] opens = column(columns, "o");
        long[] closes = column(columns, "c");
        double unit = Math.pow(10, decimals(columns, "priceDecimals"));
        double[] prices = new double[opens.length];
        long last = 0;
        for (int index = 0; index < opens.length; index++) {
            last += opens[index] + closes[index];
            prices[index] = last / unit;
        }
        return prices;
    }

    private static double highestOf(Map<String, Object> columns) {
        long[] opens = column(columns, "o");
        long[] closes = column(columns, "c");
        long[] highs = column(columns, "h");
        long highest = 0;
        long last = 0;
        for (int index = 0; index < opens.length; index++) {
            long open = last + opens[index];
            last = open + closes[index];
            highest = Math.max(highest, Math.max(open, last) + highs[index]);
        }
        return highest / Math.pow(10, decimals(columns, "priceDecimals"));
    }

    private static double[] running(Map<String, Object> columns, String name, String decimals) {
        long[] steps = column(columns, name);
        double unit = Math.pow(10, decimals(columns, decimals));
        double[] values = new double[steps.length];
        long sum = 0;
        for (int index = 0; index < steps.length; index++) {
            sum += steps[index];
            values[index] = sum / unit;
        }
        return values;
    }

    private static long[] column(Map<String, Object> columns, String name) {
        return (long[]) Objects.requireNonNull(columns.get(name));
    }

    private static int decimals(Map<String, Object> columns, String name) {
        return (int) Objects.requireNonNull(columns.get(name));
    }
}
