package cab.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The example of Bailey and López de Prado (2014): a yearly ratio of 2.5 over five years of 250 days. */
final class SharpeEvidenceTest {

    private static final double SHARPE = 2.5 / Math.sqrt(250);
    private static final double VARIANCE = 0.5 / 250;
    private static final Moments SHAPE = new Moments(1_250, SHARPE, 1, -3, 10);

    @Test
    void theBestOfAHundredIsDeflatedAsInThePaper() {
        assertThat(SharpeEvidence.expectedMaximum(100, VARIANCE)).isCloseTo(0.1132, within(5e-5));
        assertThat(SharpeEvidence.deflated(SHARPE, SHAPE, 100, VARIANCE)).isCloseTo(0.9004, within(5e-5));
    }

    @Test
    void fewerTrialsOrNormalReturnsProveMoreAsInThePaper() {
        assertThat(SharpeEvidence.deflated(SHARPE, SHAPE, 46, VARIANCE)).isCloseTo(0.9505, within(5e-4));
        assertThat(SharpeEvidence.deflated(SHARPE, new Moments(1_250, SHARPE, 1, 0, 3), 88, VARIANCE))
                .isCloseTo(0.9505, within(5e-4));
    }

    @Test
    void oneTrialExpectsNothingOfChance() {
        assertThat(SharpeEvidence.expectedMaximum(1, VARIANCE)).isZero();
        assertThat(SharpeEvidence.expectedMaximum(100, 0)).isZero();
        assertThat(SharpeEvidence.deflated(SHARPE, SHAPE, 1, VARIANCE))
                .isEqualTo(SharpeEvidence.probabilityAbove(0, SHARPE, SHAPE));
    }

    @Test
    void withoutDaysNothingIsKnown() {
        assertThat(SharpeEvidence.probabilityAbove(0, 0, Moments.of(new double[0])))
                .isEqualTo(0.5);
        assertThat(SharpeEvidence.probabilityAbove(0, 0, Moments.of(new double[] {1, 1})))
                .isEqualTo(0.5);
    }

    @Test
    void momentsAreThoseOfAHandComputedSample() {
        Moments moments = Moments.of(new double[] {1, 2, 3, 10});

        assertThat(moments.mean()).isEqualTo(4);
        assertThat(moments.deviation()).isCloseTo(Math.sqrt(50.0 / 3), within(1e-12));
        assertThat(moments.skewness()).isCloseTo(45 / Math.pow(12.5, 1.5), within(1e-12));
        assertThat(moments.kurtosis()).isCloseTo(348.5 / 156.25, within(1e-12));
        assertThat(moments.sharpe()).isCloseTo(4 / Math.sqrt(50.0 / 3), within(1e-12));
    }
}
