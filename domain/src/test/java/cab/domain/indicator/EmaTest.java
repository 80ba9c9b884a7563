package cab.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cab.domain.MarketFiles;
import cab.domain.Property;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DoubleNumFactory;

class EmaTest {

    @Test
    void theFirstValueIsTheMeanAndEachFurtherMovesByItsWeight() {
        Ema ema = new Ema(3);
        ema.add(1);
        ema.add(2);
        assertThat(ema.isWarm()).isFalse();

        ema.add(6);
        assertThat(ema.isWarm()).isTrue();
        assertThat(ema.value()).isEqualTo(3);

        ema.add(5);
        assertThat(ema.value()).isEqualTo(4);
        ema.add(4);
        assertThat(ema.value()).isEqualTo(4);
    }

    @Test
    void anAverageOverOneIsTheLastValue() {
        Ema ema = new Ema(1);

        ema.add(7);
        ema.add(9);

        assertThat(ema.value()).isEqualTo(9);
    }

    @Test
    void thereIsNoValueBeforeItIsWarm() {
        Ema ema = new Ema(2);
        ema.add(1);

        assertThatThrownBy(ema::value)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("an average over 2 has no value after 1");
    }

    @Test
    void theAverageOfAConstantIsTheConstant() {
        Property.holds(random -> {
            double constant = random.nextDouble(0.0001, 100_000);
            int period = random.nextInt(1, 100);
            Ema ema = new Ema(period);
            for (int index = 0; index < 300; index++) {
                ema.add(constant);
            }

            assertThat(ema.value()).isCloseTo(constant, within(1e-12 * constant));
        });
    }

    @Test
    void theAverageStaysWithinWhatWasSeen() {
        Property.holds(random -> {
            Ema ema = new Ema(random.nextInt(1, 50));
            double low = Double.MAX_VALUE;
            double high = 0;
            for (int index = 0; index < 200; index++) {
                double value = random.nextDouble(1, 1_000);
                low = Math.min(low, value);
                high = Math.max(high, value);
                ema.add(value);
            }

            assertThat(ema.value()).isBetween(low - 1e-9, high + 1e-9);
        });
    }

    @Test
    void aRestoredAverageGoesOnWhereTheOtherStood() {
        Property.holds(random -> {
            int period = random.nextInt(1, 30);
            Ema original = new Ema(period);
            for (int index = random.nextInt(0, 60); index > 0; index--) {
                original.add(random.nextDouble(1, 1_000));
            }

            Ema restored = Ema.restore(period, original.state());
            for (int index = 0; index < 60; index++) {
                double value = random.nextDouble(1, 1_000);
                original.add(value);
                restored.add(value);
            }

            assertThat(restored.state()).isEqualTo(original.state());
            assertThat(restored.value()).isEqualTo(original.value());
        });
    }

    @Test
    void aStateThatCannotBeIsRefused() {
        assertThatThrownBy(() -> new Ema(0)).hasMessage("period must be 1 or more, was 0");
        assertThat(Ema.restore(2, new Ema.State(2, 7)).value()).isEqualTo(7);
        assertThatThrownBy(() -> Ema.restore(2, new Ema.State(3, 7)))
                .hasMessage("values seen must be within 0..2, was 3");
        assertThatThrownBy(() -> new Ema.State(-1, 0)).hasMessage("values seen must be 0 or more, was -1");
        assertThatThrownBy(() -> new Ema.State(0, Double.NaN)).hasMessage("average must be finite, was NaN");
    }

    /** Against values computed elsewhere from the same definition: 1e-9 relative, in warm-up and ever after. */
    @ParameterizedTest
    @CsvSource({
        "coinbase_BTCUSD_1h_2017-2019_golden.csv.gz, 20, 3",
        "coinbase_BTCUSD_1h_2017-2019_golden.csv.gz, 50, 4",
        "binance_BTCUSDT_15m_2024_golden.csv.gz,     20, 3",
        "binance_BTCUSDT_15m_2024_golden.csv.gz,     50, 4",
    })
    void theAverageAgreesWithGoldenValues(String file, int period, int column) {
        List<String[]> rows = MarketFiles.rows("golden/" + file);
        Ema ema = new Ema(period);

        for (String[] row : rows) {
            ema.add(Double.parseDouble(row[1]));
            assertThat(ema.isWarm()).isEqualTo(!row[column].isEmpty());
            if (ema.isWarm()) {
                double golden = Double.parseDouble(row[column]);
                assertThat(ema.value()).isCloseTo(golden, within(1e-9 * Math.max(1, golden)));
            }
        }
        assertThat(rows).hasSizeGreaterThan(20_000);
    }

    /** ta4j seeds otherwise; after 1,000 values the seed is forgotten, and both agree to 1e-12 relative. */
    @ParameterizedTest
    @ValueSource(ints = {2, 12, 26, 50})
    void theAverageAgreesWithTa4jOnceTheSeedIsForgotten(int period) {
        BarSeries bars = new BaseBarSeriesBuilder()
                .withNumFactory(DoubleNumFactory.getInstance())
                .build();
        EMAIndicator theirs = new EMAIndicator(new ClosePriceIndicator(bars), period);
        Ema ours = new Ema(period);
        SplittableRandom random = new SplittableRandom(7);
        double close = 100;

        for (int index = 0; index < 3_000; index++) {
            close *= 0.99 + 0.02 * random.nextDouble();
            bars.barBuilder()
                    .timePeriod(Duration.ofHours(1))
                    .endTime(Instant.EPOCH.plus(Duration.ofHours(index + 1)))
                    .openPrice(close)
                    .highPrice(close)
                    .lowPrice(close)
                    .closePrice(close)
                    .volume(1)
                    .add();
            ours.add(close);
            if (index >= 1_000) {
                assertThat(ours.value()).isCloseTo(theirs.getValue(index).doubleValue(), within(1e-12 * close));
            }
        }
    }
}
