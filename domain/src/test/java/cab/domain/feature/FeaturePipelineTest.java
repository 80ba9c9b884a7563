package cab.domain.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Features are made of closed candles only, the same way whoever asks. */
final class FeaturePipelineTest {

    private static final long SEED = 20_260_901L;
    private static final int CANDLES = 1_800;
    private static final int STEP = 97;

    @Test
    void everyTimeframeFromTheTradingOneOnHasTheSameFeatures() {
        FeatureList list = FeaturePipeline.list(Timeframe.M15);

        assertThat(FeaturePipeline.timeframes(Timeframe.M15))
                .containsExactly(Timeframe.M15, Timeframe.H1, Timeframe.H4, Timeframe.D1);
        assertThat(FeaturePipeline.timeframes(Timeframe.H4)).containsExactly(Timeframe.H4, Timeframe.D1);
        assertThat(list.size()).isEqualTo(32);
        assertThat(list.names()).contains("15m.return_1", "1d.adx_14").doesNotHaveDuplicates();
    }

    @Test
    void theHashOfAListTellsAnotherVersionTimeframeAndOrderApart() {
        FeatureList list = FeaturePipeline.list(Timeframe.H1);

        assertThat(list.hash())
                .isEqualTo(FeaturePipeline.list(Timeframe.H1).hash())
                .hasSize(16);
        assertThat(new FeatureList(2, list.base(), list.names()).hash()).isNotEqualTo(list.hash());
        assertThat(FeaturePipeline.list(Timeframe.H4).hash()).isNotEqualTo(list.hash());
        assertThat(new FeatureList(1, list.base(), list.names().reversed()).hash())
                .isNotEqualTo(list.hash());
    }

    @Test
    void itIsWarmNoLaterThanItSays() {
        CandleSeries candles = walk(CANDLES);
        FeatureRows rows = FeatureRows.of(candles);

        assertThat(rows.first()).isLessThan(FeaturePipeline.warmUp(Timeframe.H1));
        assertThat(rows.size()).isEqualTo(CANDLES - rows.first());
        assertThatThrownBy(() -> new FeaturePipeline(Timeframe.H1).values(new double[32]))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theFeaturesAreWhatTheirNamesSay() {
        CandleSeries candles = walk(CANDLES);
        FeatureRows rows = FeatureRows.of(candles);
        List<String> names = rows.list().names();
        int last = candles.size() - 1;
        double[] row = rows.row(rows.size() - 1);

        assertThat(row[names.indexOf("1h.return_1")])
                .isCloseTo(Math.log(candles.close(last) / candles.close(last - 1)), within(1e-12));
        assertThat(row[names.indexOf("1h.return_4")])
                .isCloseTo(Math.log(candles.close(last) / candles.close(last - 4)), within(1e-12));
        // 1800 candles from midnight on: the last closes the last day but not before.
        assertThat(row[names.indexOf("1d.return_1")])
                .isCloseTo(Math.log(candles.close(last) / candles.close(last - 24)), within(1e-12));
        double[] hourBefore = rows.row(rows.size() - 2);
        assertThat(hourBefore[names.indexOf("1d.return_1")])
                .isCloseTo(Math.log(candles.close(last - 24) / candles.close(last - 48)), within(1e-12));
        for (double value : row) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void aRestoredPipelineGoesOnWithTheSameNumbers() {
        CandleSeries candles = walk(CANDLES);
        FeatureRows whole = FeatureRows.of(candles);
        // 1700 is within a day and a 4h candle.
        FeaturePipeline before = new FeaturePipeline(Timeframe.H1);
        for (int index = 0; index < 1_700; index++) {
            before.onCandle(candles.candle(index));
        }
        FeaturePipeline restored = FeaturePipeline.restore(Timeframe.H1, before.state());

        double[] values = new double[whole.list().size()];
        for (int index = 1_700; index < CANDLES; index++) {
            restored.onCandle(candles.candle(index));
            restored.values(values);
            assertThat(values).as("candle %d, seed %d", index, SEED).isEqualTo(whole.row(index - whole.first()));
        }
    }

    @Test
    void cuttingTheFutureOffChangesNoFeature() {
        assertThat(cutsThatChangeThePast(FeaturePipelineTest::features)).isEmpty();
    }

    @Test
    void aFeatureThatSeesTheNextCandleIsCaught() {
        assertThat(cutsThatChangeThePast(candles -> withFeature(candles, FeaturePipelineTest::nextReturn)))
                .isNotEmpty();
    }

    @Test
    void aFeatureOfADayThatIsNotOverIsCaught() {
        assertThat(cutsThatChangeThePast(candles -> withFeature(candles, FeaturePipelineTest::closeOfItsDay)))
                .isNotEmpty();
    }

    /** The cuts behind which the last row is another one than over all candles. */
    private static List<Integer> cutsThatChangeThePast(Function<CandleSeries, List<double[]>> features) {
        CandleSeries candles = walk(CANDLES);
        List<double[]> whole = features.apply(candles);
        int first = candles.size() - whole.size();
        List<Integer> different = new ArrayList<>();
        for (int cut = first + 1; cut < candles.size(); cut += cut < first + 26 ? 1 : STEP) {
            List<double[]> part = features.apply(candles.slice(0, cut));
            if (!Arrays.equals(part.getLast(), whole.get(cut - 1 - first))) {
                different.add(cut);
            }
        }
        return different;
    }

    private static List<double[]> features(CandleSeries candles) {
        FeatureRows rows = FeatureRows.of(candles);
        List<double[]> values = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            values.add(rows.row(row));
        }
        return values;
    }

    private static List<double[]> withFeature(CandleSeries candles, Leak leak) {
        List<double[]> rows = features(candles);
        int first = candles.size() - rows.size();
        for (int row = 0; row < rows.size(); row++) {
            double[] wider = Arrays.copyOf(rows.get(row), rows.get(row).length + 1);
            wider[wider.length - 1] = leak.at(candles, first + row);
            rows.set(row, wider);
        }
        return rows;
    }

    private static double nextReturn(CandleSeries candles, int index) {
        return index + 1 < candles.size() ? candles.close(index + 1) / candles.close(index) - 1 : 0;
    }

    private static double closeOfItsDay(CandleSeries candles, int index) {
        long dayAfter = Timeframe.D1.bucketOpenMs(candles.openTimeMs(index)) + Timeframe.D1.lengthMs();
        return candles.close(candles.indexAtOrAfter(dayAfter) - 1) / candles.close(index) - 1;
    }

    private interface Leak {

        double at(CandleSeries candles, int index);
    }

    private static CandleSeries walk(int count) {
        SplittableRandom random = new SplittableRandom(SEED);
        CandleSeries.Builder builder = CandleSeries.builder(Timeframe.H1);
        double close = 30_000;
        for (int index = 0; index < count; index++) {
            double open = close;
            close = open * Math.exp((random.nextDouble() - 0.5) * 0.02);
            double high = Math.max(open, close) * (1 + random.nextDouble() * 0.003);
            double low = Math.min(open, close) * (1 - random.nextDouble() * 0.003);
            builder = builder.add(index * Timeframe.H1.lengthMs(), open, high, low, close, random.nextDouble() * 10);
        }
        return builder.build();
    }
}
