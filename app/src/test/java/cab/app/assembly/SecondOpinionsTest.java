package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.monitoring.HealthStatus;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.signal.OpinionScore;
import cab.domain.signal.SecondOpinion;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecondOpinionsTest {

    private static final Symbol BTC_USDT = Symbol.of("BTC/USDT");

    @Test
    void withoutAModelThereIsNoOpinionAndNothingIsWrong() {
        SecondOpinions none = SecondOpinions.none();

        assertThat(none.of(BTC_USDT, Timeframe.M15)).isEmpty();
        assertThat(none.health().status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void aModelThatFailsDegradesTheHealthAndItsSuccessorIsWatchedInstead() {
        SecondOpinions opinions = new SecondOpinions((symbol, timeframe) -> Optional.of(new Broken()));
        SecondOpinion first = opinions.of(BTC_USDT, Timeframe.M15).orElseThrow();

        assertThat(first.score()).isInstanceOf(OpinionScore.Absent.class);
        assertThat(opinions.health().status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(opinions.health().detail())
                .startsWith("BTC/USDT: the model failed")
                .contains("no result");

        assertThat(opinions.of(BTC_USDT, Timeframe.M15)).isPresent();
        assertThat(opinions.health().status()).isEqualTo(HealthStatus.UP);
    }

    private static final class Broken implements SecondOpinion {

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public void onCandle(ClosedCandle candle) {
            // It fails when it is asked.
        }

        @Override
        public OpinionScore score() {
            throw new IllegalStateException("no result");
        }
    }
}
