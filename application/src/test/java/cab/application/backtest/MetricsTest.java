package cab.application.backtest;

import static cab.application.backtest.Results.trips;
import static cab.application.backtest.Results.usdt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MetricsTest {

    @Test
    void everyMetricIsDefinedInTheDocumentation() throws IOException {
        String documented = Files.readString(Path.of("..", "docs", "metrics.md"));

        for (Metric metric : Metrics.of(Results.holding(100, 110))) {
            assertThat(documented).as("docs/metrics.md").contains("| `" + metric.name() + "` |");
        }
    }

    @Test
    void namesAreUnique() {
        assertThat(Metrics.of(Results.holding(100, 110)))
                .extracting(Metric::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void equityThatDoublesInAYearGrowsByAHundredPercentAYear() {
        List<Metric> metrics = Metrics.of(Results.trading("1000", "2000", trips("1000")));

        assertThat(percent(metrics, "return_percent")).isEqualTo(100, within(1e-9));
        assertThat(percent(metrics, "cagr_percent")).isEqualTo(100, within(1e-9));
        assertThat(value(metrics, "absolute_profit")).isEqualTo(new MetricValue.Amount(usdt("1000")));
        // 4 of fees, 2 of spread, 1 of slippage.
        assertThat(value(metrics, "costs_paid")).isEqualTo(new MetricValue.Amount(usdt("7")));
        assertThat(value(metrics, "profit_before_costs")).isEqualTo(new MetricValue.Amount(usdt("1007")));
    }

    @Test
    void whatIsLostWholeIsLostWholeAYearToo() {
        assertThat(percent(Metrics.of(Results.trading("1000", "0", trips("-1000"))), "cagr_percent"))
                .isEqualTo(-100);
    }

    @Test
    void aSpanOfLessThanThirtyDaysHasNoYearlyRate() {
        List<Metric> metrics = Metrics.of(Results.holding(100, 110));

        assertThat(value(metrics, "cagr_percent")).isEqualTo(new MetricValue.None());
        assertThat(value(metrics, "calmar")).isEqualTo(new MetricValue.None());
    }

    @Test
    void daysAreCountedByTheirSignAndTheBestIsNamed() {
        List<Metric> metrics = Metrics.of(Results.holding(105, 110, 110, 110, 100, 99));

        assertThat(value(metrics, "days_won")).isEqualTo(new MetricValue.Count(1));
        assertThat(value(metrics, "days_even")).isEqualTo(new MetricValue.Count(1));
        assertThat(value(metrics, "days_lost")).isEqualTo(new MetricValue.Count(1));
        assertThat(percent(metrics, "best_day_percent")).isEqualTo(10, within(1e-9));
        assertThat(value(metrics, "best_day")).isEqualTo(new MetricValue.Words("2024-01-30"));
        assertThat(percent(metrics, "worst_day_percent")).isEqualTo(-10, within(1e-9));
        assertThat(percent(metrics, "average_daily_profit_percent")).isEqualTo(0, within(1e-9));
        assertThat(percent(metrics, "exposure_percent")).isEqualTo(100);
        assertThat(percent(metrics, "invested_percent")).isEqualTo(100, within(1e-9));
    }

    @Test
    void theWorstTwentiethOfTheDaysIsAveraged() {
        double[] closes = new double[80];
        for (int day = 0; day < 40; day++) {
            // One day loses half, one a quarter, all others nothing.
            double end = day < 10 ? 100 : day < 20 ? 50 : 37.5;
            closes[2 * day] = end;
            closes[2 * day + 1] = end;
        }

        assertThat(percent(Metrics.of(Results.holding(closes)), "expected_shortfall_percent"))
                .isEqualTo(-37.5, within(1e-9));
        assertThat(value(Metrics.of(Results.holding(100, 90)), "expected_shortfall_percent"))
                .isEqualTo(new MetricValue.None());
    }

    @Test
    void profitIsComparedWithTheDeepestFall() {
        List<Metric> metrics = Metrics.of(Results.holding(120, 100, 150));

        assertThat(plain(metrics, "recovery_factor")).isEqualTo(50.0 / 20, within(1e-9));
        assertThat(plain(metrics, "lowest_equity")).isEqualTo(100);
        assertThat(plain(metrics, "highest_equity")).isEqualTo(150);
        assertThat(value(Metrics.of(Results.holding(100, 110)), "recovery_factor"))
                .isEqualTo(new MetricValue.None());
    }

    private static MetricValue value(List<Metric> metrics, String name) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static double percent(List<Metric> metrics, String name) {
        return ((MetricValue.Percent) value(metrics, name)).percent();
    }

    private static double plain(List<Metric> metrics, String name) {
        return ((MetricValue.Plain) value(metrics, name)).number();
    }
}
