package cab.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cab.domain.Property;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each indicator on numbers that can be checked by hand. */
class IndicatorsTest {

    @Test
    void aSimpleAverageIsTheMeanOfItsWindow() {
        Sma sma = new Sma(3);
        List<Double> values = new ArrayList<>();
        for (double value : new double[] {1, 2, 6, 4, 8, 0, 0, 0}) {
            sma.add(value);
            if (sma.isWarm()) {
                values.add(sma.value());
            }
        }

        assertThat(values).containsExactly(3.0, 4.0, 6.0, 4.0, 8 / 3.0, 0.0);
    }

    @Test
    void anOutlierLeavesNoTraceOnceItHasLeftTheWindow() {
        Sma sma = new Sma(4);
        Bollinger bands = new Bollinger(4, 2);
        for (double value : new double[] {1e15, 1, 2, 1e15, 0.1, 0.2, 0.3, 0.4}) {
            sma.add(value);
            bands.add(value);
        }

        assertThat(sma.value()).isEqualTo((0.1 + (0.2 + (0.3 + 0.4))) / 4);
        assertThat(bands.deviation()).isCloseTo(Math.sqrt(0.0125), within(1e-16));
    }

    @Test
    void bandsAgreeWithExactArithmeticWhereTheSpreadIsSmallAndPricesAreLarge() {
        Property.holds(200, random -> {
            int period = random.nextInt(2, 30);
            Bollinger bands = new Bollinger(period, 2);
            List<Double> seen = new ArrayList<>();
            for (int index = 0; index < 3 * period + random.nextInt(period); index++) {
                double value = 100_000 + random.nextDouble(0.01);
                seen.add(value);
                bands.add(value);
            }

            // The textbook formula (mean of squares less square of mean) has no digit right here.
            double exact = exactDeviation(seen.subList(seen.size() - period, seen.size()));
            assertThat(bands.deviation()).isCloseTo(exact, within(1e-8 * exact));
        });
    }

    private static double exactDeviation(List<Double> values) {
        BigDecimal count = BigDecimal.valueOf(values.size());
        BigDecimal mean = values.stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(count, MathContext.DECIMAL128);
        return values.stream()
                .map(value -> new BigDecimal(value).subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(count, MathContext.DECIMAL128)
                .sqrt(MathContext.DECIMAL64)
                .doubleValue();
    }

    @Test
    void theDeviationOfEqualValuesIsExactlyZero() {
        Bollinger bands = new Bollinger(20, 2);
        for (int index = 0; index < 95; index++) {
            bands.add(0.1);
        }

        assertThat(bands.deviation()).isZero();
        assertThat(bands.upper()).isEqualTo(0.1);
        assertThat(bands.lower()).isEqualTo(0.1);
    }

    @Test
    void bandsLieAsManyDeviationsApartAsAskedFor() {
        Bollinger bands = new Bollinger(2, 1.5);
        bands.add(1);
        bands.add(3);

        assertThat(bands.middle()).isEqualTo(2);
        assertThat(bands.deviation()).isEqualTo(1);
        assertThat(bands.upper()).isEqualTo(3.5);
        assertThat(bands.lower()).isEqualTo(0.5);
        assertThatThrownBy(() -> new Bollinger(2, 0)).hasMessage("deviations must be more than 0, was 0.0");
        assertThatThrownBy(() -> new Bollinger(2, Double.NaN)).hasMessage("deviations must be more than 0, was NaN");
    }

    @Test
    void theStrengthIndexIsTheShareOfWhatWentUp() {
        Rsi rsi = new Rsi(2);
        rsi.add(10);
        rsi.add(13);
        rsi.add(12);
        assertThat(rsi.value()).isEqualTo(75);

        rsi.add(14);
        // gains (1.5 + 2) / 2, losses 0.5 / 2
        assertThat(rsi.value()).isEqualTo(87.5);
    }

    @Test
    void theStrengthIndexOfWhatNeverMovedIsFlat() {
        Rsi rsi = new Rsi(2);
        rsi.add(10);
        rsi.add(10);
        rsi.add(10);

        assertThat(rsi.isFlat()).isTrue();
        assertThat(rsi.value()).isZero();
        rsi.add(11);
        assertThat(rsi.isFlat()).isFalse();
        assertThat(rsi.value()).isEqualTo(100);
    }

    @Test
    void theTrueRangeCountsTheGapFromTheCloseBefore() {
        Atr atr = new Atr(2);
        atr.add(Candles.of(0, 10, 20, 5, 10, 1));
        atr.add(Candles.of(1, 12, 14, 12, 13, 1));
        assertThat(atr.isWarm()).isFalse();
        atr.add(Candles.of(2, 9, 10, 8, 9, 1));
        // 14 - 10 = 4 and 13 - 8 = 5; the first candle does not count
        assertThat(atr.value()).isEqualTo(4.5);

        atr.add(Candles.of(3, 9, 10.5, 9, 10, 1));
        assertThat(atr.value()).isEqualTo(3);
    }

    @Test
    void aMarketThatOnlyRisesHasFullDirection() {
        Adx adx = new Adx(3);
        for (int index = 0; index < 20; index++) {
            adx.add(Candles.of(index, 100 + index, 101 + index, 99 + index, 100 + index, 1));
        }

        assertThat(adx.value()).isCloseTo(100, within(1e-9));
        assertThat(adx.plus()).isCloseTo(50, within(1e-9));
        assertThat(adx.minus()).isZero();
    }

    @Test
    void aMarketThatDoesNotMoveHasNoDirection() {
        Adx adx = new Adx(3);
        for (int index = 0; index < 20; index++) {
            adx.add(Candles.flat(7));
        }

        assertThat(adx.value()).isZero();
        assertThat(adx.plus()).isZero();
        assertThatThrownBy(() -> new Adx(3).plus())
                .hasMessage("direction over 3 has no value before it has seen 4 candles");
    }

    @Test
    void theLineComesBeforeItsSignal() {
        Macd macd = new Macd(1, 2, 2);
        macd.add(10);
        assertThatThrownBy(macd::line).hasMessage("MACD over 2 has no value before it has seen 2 candles");
        macd.add(12);
        assertThat(macd.hasLine()).isTrue();
        assertThat(macd.line()).isEqualTo(1);
        assertThat(macd.isWarm()).isFalse();
        assertThatThrownBy(macd::signal)
                .hasMessage("the signal of MACD over 2 has no value before it has seen 3 candles");

        macd.add(14);
        assertThat(macd.line()).isCloseTo(1, within(1e-12));
        assertThat(macd.signal()).isCloseTo(1, within(1e-12));
        assertThat(macd.histogram()).isCloseTo(0, within(1e-12));
        assertThatThrownBy(() -> new Macd(2, 2, 1)).hasMessage("fast must be less than slow, was fast 2 and slow 2");
    }

    @Test
    void aChannelHoldsTheExtremesOfItsWindow() {
        Property.holds(200, random -> {
            int period = random.nextInt(1, 20);
            var candles = Candles.walk(random, 80);
            Donchian channel = new Donchian(period);
            for (int index = 0; index < candles.size(); index++) {
                channel.add(candles.get(index));
                if (channel.isWarm()) {
                    var window = candles.subList(index + 1 - period, index + 1);
                    assertThat(channel.upper())
                            .isEqualTo(window.stream()
                                    .mapToDouble(candle -> candle.high())
                                    .max()
                                    .orElseThrow());
                    assertThat(channel.lower())
                            .isEqualTo(window.stream()
                                    .mapToDouble(candle -> candle.low())
                                    .min()
                                    .orElseThrow());
                }
            }
        });
    }

    @Test
    void volumeIsComparedWithItsAverage() {
        VolumeAverage volumes = new VolumeAverage(2);
        volumes.add(Candles.of(0, 1, 1, 1, 1, 10));
        volumes.add(Candles.of(1, 1, 1, 1, 1, 30));

        assertThat(volumes.value()).isEqualTo(20);
        assertThat(volumes.ratioOf(30)).isEqualTo(1.5);
    }

    @Test
    void whereNothingWasTradedNothingIsAboveAverage() {
        VolumeAverage volumes = new VolumeAverage(1);
        volumes.add(Candles.of(0, 1, 1, 1, 1, 0));

        assertThat(volumes.ratioOf(5)).isZero();
    }
}
