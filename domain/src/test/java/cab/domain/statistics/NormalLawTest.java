package cab.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class NormalLawTest {

    @Test
    void probabilitiesAreThoseOfTheTables() {
        assertThat(NormalLaw.probabilityUpTo(0)).isCloseTo(0.5, within(1e-15));
        assertThat(NormalLaw.probabilityUpTo(1)).isCloseTo(0.841344746068543, within(1e-14));
        assertThat(NormalLaw.probabilityUpTo(-1.959963984540054)).isCloseTo(0.025, within(1e-14));
        assertThat(NormalLaw.probabilityUpTo(-6) / 9.865876450376946e-10).isCloseTo(1, within(1e-9));
        assertThat(NormalLaw.probabilityUpTo(-8) / 6.220960574271785e-16).isCloseTo(1, within(1e-6));
        assertThat(NormalLaw.probabilityUpTo(-40)).isZero();
        assertThat(NormalLaw.probabilityUpTo(40)).isEqualTo(1);
    }

    @Test
    void aQuantileTurnsTheProbabilityRound() {
        assertThat(NormalLaw.quantile(0.5)).isCloseTo(0, within(1e-12));
        assertThat(NormalLaw.quantile(0.975)).isCloseTo(1.959963984540054, within(1e-12));
        assertThat(NormalLaw.quantile(0.99)).isCloseTo(2.3263478740408408, within(1e-12));
        for (double x = -7; x <= 7; x += 0.37) {
            assertThat(NormalLaw.quantile(NormalLaw.probabilityUpTo(x)))
                    .as("x = %s", x)
                    .isCloseTo(x, within(1e-3));
        }
    }

    @Test
    void thereIsNoQuantileOfCertainty() {
        assertThatThrownBy(() -> NormalLaw.quantile(0)).hasMessageEndingWith("was 0.0");
        assertThatThrownBy(() -> NormalLaw.quantile(1)).hasMessageEndingWith("was 1.0");
    }
}
