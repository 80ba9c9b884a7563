package cab.application.trading;

import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.market.Candle;
import cab.domain.market.ClosedCandle;
import cab.domain.signal.OpinionScore;
import cab.domain.signal.SecondOpinion;
import cab.domain.signal.WeightedFusion;
import cab.domain.strategy.Signal;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class GuardedOpinionTest {

    private static final Candle CANDLE = new Candle(0, 60_000, 1, 1, 1, 1, 1);

    private boolean candleFails;
    private boolean scoreFails;

    private final GuardedOpinion guarded = new GuardedOpinion(new SecondOpinion() {
        @Override
        public int warmUp() {
            return 3;
        }

        @Override
        public void onCandle(ClosedCandle candle) {
            if (candleFails) {
                throw new IllegalStateException("no room");
            }
        }

        @Override
        public OpinionScore score() {
            if (scoreFails) {
                throw new IllegalStateException("no result");
            }
            return new OpinionScore.Known(0);
        }
    });

    @Test
    void aModelThatWorksIsHeard() {
        guarded.onCandle(CANDLE);

        assertThat(guarded.score()).isEqualTo(new OpinionScore.Known(0));
        assertThat(guarded.fault()).isEmpty();
        assertThat(guarded.warmUp()).isEqualTo(3);
    }

    @Test
    void aModelThatFailsLeavesTheTechnicalSignalAlone() {
        scoreFails = true;
        WeightedFusion fusion = new WeightedFusion(
                guarded, new BigDecimal("0.65"), new BigDecimal("0.35"), WeightedFusion.THRESHOLD_DEFAULT);

        assertThat(fusion.fuse(Signal.BUY)).isEqualTo(Signal.BUY);
        assertThat(guarded.fault().orElseThrow()).contains("counts alone").contains("no result");
    }

    @Test
    void aModelThatWorksAgainIsHeardAgain() {
        scoreFails = true;
        OpinionScore failed = guarded.score();
        scoreFails = false;

        assertThat(failed).isInstanceOf(OpinionScore.Absent.class);
        assertThat(guarded.score()).isEqualTo(new OpinionScore.Known(0));
        assertThat(guarded.fault()).isEmpty();
    }

    @Test
    void aModelThatMissedACandleIsNotHeardAnyMore() {
        candleFails = true;
        guarded.onCandle(CANDLE);
        candleFails = false;
        guarded.onCandle(CANDLE);

        assertThat(guarded.score()).isInstanceOf(OpinionScore.Absent.class);
        assertThat(guarded.fault().orElseThrow()).contains("no room");
    }
}
