package cab.domain.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalTest {

    @Test
    void fullStrengthIsShared() {
        assertThat(Signal.buy(1)).isSameAs(Signal.BUY);
        assertThat(Signal.sell(1)).isSameAs(Signal.SELL);
    }

    @Test
    void aSignalSaysWhatAndHowStrongly() {
        assertThat(Signal.buy(0.75).action()).isEqualTo(Action.BUY);
        assertThat(Signal.buy(0.75).strength()).isEqualTo(0.75);
        assertThat(Signal.sell(0).action()).isEqualTo(Action.SELL);
        assertThat(Signal.sell(0).isOpinion()).isTrue();
        assertThat(Signal.HOLD.isOpinion()).isFalse();
        assertThat(Signal.HOLD.strength()).isZero();
    }

    @Test
    void warmingUpIsNotHolding() {
        assertThat(Signal.WARMING_UP).isNotEqualTo(Signal.HOLD).doesNotHaveSameHashCodeAs(Signal.HOLD);
        assertThat(Signal.WARMING_UP.action()).isEqualTo(Action.HOLD);
        assertThat(Signal.WARMING_UP.isWarmingUp()).isTrue();
        assertThat(Signal.HOLD.isWarmingUp()).isFalse();
    }

    @Test
    void equalSignalsAskForTheSame() {
        assertThat(Signal.buy(0.5)).isEqualTo(Signal.buy(0.5)).hasSameHashCodeAs(Signal.buy(0.5));
        assertThat(Signal.buy(0.5)).isNotEqualTo(Signal.buy(0.25));
        assertThat(Signal.buy(0.5)).isNotEqualTo(Signal.sell(0.5));
        assertThat(Signal.BUY.equals(new Object())).isFalse();
    }

    @Test
    void aSignalIsPrintedAsItsActionAndStrength() {
        assertThat(Signal.buy(0.75)).hasToString("BUY 0.75");
        assertThat(Signal.SELL).hasToString("SELL 1.0");
        assertThat(Signal.HOLD).hasToString("HOLD");
        assertThat(Signal.WARMING_UP).hasToString("WARMING_UP");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, 1.001, Double.NaN, Double.POSITIVE_INFINITY})
    void aStrengthOutsideZeroToOneIsRefused(double strength) {
        assertThatThrownBy(() -> Signal.buy(strength)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Signal.sell(strength)).isInstanceOf(IllegalArgumentException.class);
    }
}
