package cab.domain.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.market.Candle;
import cab.domain.market.ClosedCandle;
import cab.domain.strategy.EmaCross;
import cab.domain.strategy.Signal;
import cab.domain.strategy.Strategy;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalPipelineTest {

    private static final Candle CANDLE = new Candle(0, 60_000, 1, 1, 1, 1, 1);

    private Signal said = Signal.HOLD;
    private boolean longAllowed = true;
    private int seenByTrend;

    private final Strategy scripted = new Strategy() {
        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public int warmUp() {
            return 7;
        }

        @Override
        public Signal onCandle(ClosedCandle candle) {
            return said;
        }

        @Override
        public String explain() {
            return "because";
        }
    };

    private final TrendFilter scriptedTrend = new TrendFilter() {
        @Override
        public void onCandle(ClosedCandle baseCandle) {
            seenByTrend++;
        }

        @Override
        public boolean allowsLong() {
            return longAllowed;
        }

        @Override
        public String explain() {
            return "as told";
        }
    };

    private SignalPipeline pipeline(Fusion fusion) {
        return new SignalPipeline(List.of(scripted), new FirstOpinion(), scriptedTrend, fusion);
    }

    private Decision decide(Signal signal, Fusion fusion) {
        said = signal;
        return pipeline(fusion).onCandle(CANDLE);
    }

    private Decision decide(Signal signal) {
        return decide(signal, Fusion.technicalOnly());
    }

    @Test
    void theOpinionOfTheStrategiesBecomesTheDecision() {
        assertThat(decide(Signal.BUY)).isEqualTo(new Decision(Signal.BUY, Decision.Reason.SIGNAL));
        assertThat(decide(Signal.SELL)).isEqualTo(new Decision(Signal.SELL, Decision.Reason.SIGNAL));
        assertThat(decide(Signal.buy(0.5))).isEqualTo(new Decision(Signal.buy(0.5), Decision.Reason.SIGNAL));
        assertThat(decide(Signal.HOLD)).isEqualTo(new Decision(Signal.HOLD, Decision.Reason.NO_OPINION));
        assertThat(decide(Signal.WARMING_UP)).isEqualTo(new Decision(Signal.WARMING_UP, Decision.Reason.WARMING_UP));
    }

    @Test
    void aTrendAgainstItStopsABuyAndNeverASell() {
        longAllowed = false;

        assertThat(decide(Signal.BUY)).isEqualTo(new Decision(Signal.HOLD, Decision.Reason.TREND_DOWN));
        assertThat(decide(Signal.SELL)).isEqualTo(new Decision(Signal.SELL, Decision.Reason.SIGNAL));
        assertThat(decide(Signal.HOLD).reason()).isEqualTo(Decision.Reason.NO_OPINION);
    }

    @Test
    void aSecondOpinionMayTakeASignalAway() {
        assertThat(decide(Signal.BUY, technical -> Signal.HOLD))
                .isEqualTo(new Decision(Signal.HOLD, Decision.Reason.FUSION_WEAK));
    }

    @Test
    void theTrendSeesEveryCandle() {
        SignalPipeline pipeline = pipeline(Fusion.technicalOnly());

        for (int index = 0; index < 3; index++) {
            assertThat(pipeline.onCandle(CANDLE).signal()).isEqualTo(Signal.HOLD);
        }

        assertThat(seenByTrend).isEqualTo(3);
    }

    @Test
    void quietDecisionsAreShared() {
        assertThat(decide(Signal.HOLD)).isSameAs(decide(Signal.HOLD));
        assertThat(decide(Signal.WARMING_UP)).isSameAs(decide(Signal.WARMING_UP));
        assertThat(decide(Signal.BUY)).isSameAs(decide(Signal.BUY));
        assertThat(decide(Signal.SELL)).isSameAs(decide(Signal.SELL));
    }

    @Test
    void theLongestWarmUpCounts() {
        SignalPipeline pipeline = new SignalPipeline(
                List.of(new EmaCross(2, 5), scripted, new EmaCross(1, 3)),
                new FirstOpinion(),
                TrendFilter.off(),
                Fusion.technicalOnly());

        assertThat(pipeline.warmUp()).isEqualTo(7);
    }

    @Test
    void aPipelineHasAtLeastOneStrategy() {
        assertThatThrownBy(() ->
                        new SignalPipeline(List.of(), new FirstOpinion(), TrendFilter.off(), Fusion.technicalOnly()))
                .hasMessage("there must be at least one strategy, was none");
    }

    @Test
    void theTraceTellsWhatEachStepMadeOfTheLastCandle() {
        SignalPipeline pipeline = pipeline(technical -> Signal.buy(0.6));
        said = Signal.BUY;
        longAllowed = false;

        Decision decision = pipeline.onCandle(CANDLE);

        PipelineTrace trace = pipeline.trace();
        assertThat(trace.strategyCount()).isEqualTo(1);
        assertThat(trace.strategyName(0)).isEqualTo("scripted");
        assertThat(trace.signal(0)).isEqualTo(Signal.BUY);
        assertThat(trace.aggregated()).isEqualTo(Signal.BUY);
        assertThat(trace.fused()).isEqualTo(Signal.buy(0.6));
        assertThat(trace.trendAllowsLong()).isFalse();
        assertThat(trace.decision()).isSameAs(decision);
        assertThat(pipeline.explain()).isEqualTo("""
                        scripted: BUY 1.0 (because)
                        together: BUY 1.0
                        with second opinion: BUY 0.6 (there is no second opinion)
                        trend: long forbidden (as told)
                        decision: HOLD (trend_down)""");
    }

    @Test
    void beforeTheFirstCandleTheTraceSaysWarmingUp() {
        SignalPipeline pipeline =
                new SignalPipeline(List.of(scripted), new FirstOpinion(), TrendFilter.off(), Fusion.technicalOnly());

        assertThat(pipeline.trace().decision().reason()).isEqualTo(Decision.Reason.WARMING_UP);
        assertThat(pipeline.trace().signal(0)).isEqualTo(Signal.WARMING_UP);
        assertThat(pipeline.trace().trendAllowsLong()).isTrue();
        assertThat(pipeline.explain()).contains("trend: long allowed (trend filter is off)");
    }

    @Test
    void everyReasonHasAStableCode() {
        assertThat(Decision.Reason.values())
                .extracting(Decision.Reason::code)
                .containsExactly("warming_up", "no_opinion", "fusion_weak", "trend_down", "signal");
    }

    @Test
    void aTrendFilterThatIsOffAllowsEverything() {
        TrendFilter.off().onCandle(CANDLE);

        assertThat(TrendFilter.off().allowsLong()).isTrue();
        assertThat(Fusion.technicalOnly().fuse(Signal.buy(0.3))).isEqualTo(Signal.buy(0.3));
    }

    @Test
    void aCandleWithoutNewsCostsNoAllocation() {
        SignalPipeline pipeline = new SignalPipeline(
                List.of(new EmaCross(12, 26), new EmaCross(5, 9)),
                new WeightedScores(new double[] {1, 1}, 0.5),
                TrendFilter.off(),
                Fusion.technicalOnly());
        assertThat(ManagementFactory.getThreadMXBean()).isInstanceOf(com.sun.management.ThreadMXBean.class);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        int opinions = feed(pipeline, 20_000);

        long before = threads.getCurrentThreadAllocatedBytes();
        opinions += feed(pipeline, 100_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(opinions).isZero();
        // A byte per candle would be 100,000.
        assertThat(allocated).isLessThan(20_000);
    }

    private static int feed(SignalPipeline pipeline, int candles) {
        int opinions = 0;
        for (int index = 0; index < candles; index++) {
            opinions += pipeline.onCandle(CANDLE).signal().isOpinion() ? 1 : 0;
        }
        return opinions;
    }
}
