package cab.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.Property;
import cab.domain.market.ClosedCandle;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds for every indicator. */
class IndicatorPropertiesTest {

    @Test
    void candleByCandleInBlocksAndAfterRestoringTheValuesAreTheSameToTheLastBit() {
        Property.holds(300, random -> {
            int period = random.nextInt(1, 40);
            List<ClosedCandle> candles = Candles.walk(random, random.nextInt(1, 300));
            List<Probe> whole = Probe.all(period);
            List<Probe> broken = Probe.all(period);
            for (int at = 0; at < whole.size(); at++) {
                Probe oneByOne = whole.get(at);
                Probe inBlocks = broken.get(at);
                int fed = 0;
                while (fed < candles.size()) {
                    int block = Math.min(candles.size() - fed, random.nextInt(1, 50));
                    for (int index = fed; index < fed + block; index++) {
                        inBlocks.add(candles.get(index));
                    }
                    for (int index = fed; index < fed + block; index++) {
                        oneByOne.add(candles.get(index));
                        List<Long> _ = oneByOne.bits();
                    }
                    fed += block;
                    inBlocks = inBlocks.restored().get();
                    assertThat(inBlocks.bits())
                            .as("%s(%d) after %d", oneByOne, period, fed)
                            .isEqualTo(oneByOne.bits());
                    assertThat(inBlocks.state().get())
                            .isEqualTo(oneByOne.state().get());
                }
            }
        });
    }

    @Test
    void thereIsNoValueBeforeTheWarmUpIsOverAndOneFromThenOn() {
        Property.holds(50, random -> {
            int period = random.nextInt(1, 30);
            List<ClosedCandle> candles = Candles.walk(random, 150);
            for (Probe probe : Probe.all(period)) {
                for (int seen = 1; seen <= candles.size(); seen++) {
                    probe.add(candles.get(seen - 1));
                    assertThat(probe.isWarm())
                            .as("%s(%d) after %d", probe, period, seen)
                            .isEqualTo(seen >= probe.warmUp());
                    if (!probe.isWarm()) {
                        assertThatThrownBy(() -> probe.values().getFirst().getAsDouble())
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("has no value");
                    }
                }
                assertThat(probe.values())
                        .allSatisfy(value -> assertThat(value.getAsDouble()).isFinite());
            }
        });
    }

    @Test
    void aStepAllocatesNothing() {
        assertThat(ManagementFactory.getThreadMXBean()).isInstanceOf(com.sun.management.ThreadMXBean.class);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<ClosedCandle> candles = Candles.walk(new SplittableRandom(5), 1_000);
        for (Probe probe : Probe.all(20)) {
            feed(probe, candles, 20);

            long before = threads.getCurrentThreadAllocatedBytes();
            feed(probe, candles, 100);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            // A byte per candle would be 100,000.
            assertThat(allocated).as(probe.name()).isLessThan(20_000);
        }
    }

    private static void feed(Probe probe, List<ClosedCandle> candles, int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (int index = 0; index < candles.size(); index++) {
                probe.add(candles.get(index));
            }
        }
    }

    @Test
    void aPeriodIsOneOrMore() {
        assertThatThrownBy(() -> Probe.all(0)).hasMessage("period must be 1 or more, was 0");
        assertThatThrownBy(() -> new Adx(0)).hasMessage("period must be 1 or more, was 0");
        assertThatThrownBy(() -> new Donchian(-1)).hasMessage("period must be 1 or more, was -1");
        assertThat(Probe.all(1)).hasSize(10);
    }

    @Test
    void aStateThatCannotBeIsRefused() {
        assertThatThrownBy(() -> Sma.restore(2, new WindowState(0, List.of(1.0, 2.0, 3.0))))
                .hasMessage("a window of 2 cannot hold 3 values with its block begun at 0");
        assertThatThrownBy(() -> Sma.restore(3, new WindowState(0, List.of(1.0))))
                .hasMessage("a window of 3 cannot hold 1 values with its block begun at 0");
        assertThatThrownBy(() -> Sma.restore(2, new WindowState(2, List.of(1.0, 2.0))))
                .hasMessageContaining("begun at 2");
        assertThatThrownBy(() -> new WindowState(2, List.of(1.0))).hasMessage("phase must be within 0..1, was 2");
        assertThatThrownBy(() -> new WindowState(-1, List.of())).hasMessage("phase must be within 0..0, was -1");
        assertThatThrownBy(() -> new WindowState(1, List.of(Double.NaN))).hasMessage("value must be finite, was NaN");
        assertThatThrownBy(() -> WilderAverage.restore(2, new Ema.State(3, 1)))
                .hasMessage("values seen must be within 0..2, was 3");
        assertThatThrownBy(() -> new Rsi.State(true, 1, new Ema.State(1, 0), new Ema.State(2, 0)))
                .hasMessage("gains and losses must have been seen equally often, were 1 and 2");
        assertThatThrownBy(() ->
                        new Donchian.State(new WindowState(1, List.of(1.0)), new WindowState(2, List.of(1.0, 2.0))))
                .hasMessage("highs and lows must be of the same candles, were 1 and 2");
        assertThatThrownBy(() -> Adx.restore(2, new Adx.State(4, 1, 1, 1, 0, 0, 0, new Ema.State(0, 0))))
                .hasMessage("values seen must be within 0..3, was 4");
    }
}
