package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.model.ScoreQuality;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model is said to help only where it does. */
final class ModelVerdictTest {

    @Test
    void aModelThatRanksBetterAndEarnsMoreHelps() {
        ModelVerdict verdict = ModelVerdict.of(quality(10_000, 0.56, 0.248), 1, false, 3, 1);

        assertThat(verdict.helps()).isTrue();
        assertThat(verdict.words()).startsWith("The model helped in this span").contains("3.00 % instead of 1.00 %");
    }

    @Test
    void theSameAucOfFewIndependentOutcomesIsChance() {
        ModelVerdict verdict = ModelVerdict.of(quality(10_000, 0.56, 0.248), 100, false, 3, 1);

        assertThat(verdict.helps()).isFalse();
        assertThat(verdict.words()).contains("cannot be told from chance");
    }

    @Test
    void scoresNoBetterThanAConstantDoNotHelp() {
        ModelVerdict verdict = ModelVerdict.of(quality(10_000, 0.56, 0.25), 1, false, 3, 1);

        assertThat(verdict.helps()).isFalse();
        assertThat(verdict.words()).contains("no better than always saying 0.500");
    }

    @Test
    void whereNoDecisionIsAnotherOneItChangesNothing() {
        ModelVerdict verdict = ModelVerdict.of(quality(10_000, 0.56, 0.248), 1, true, 3, 3);

        assertThat(verdict.helps()).isFalse();
        assertThat(verdict.words()).startsWith("The model changes nothing");
    }

    @Test
    void aSmallerLossIsNoHelp() {
        ModelVerdict verdict = ModelVerdict.of(quality(10_000, 0.56, 0.248), 1, false, -1, -3);

        assertThat(verdict.helps()).isFalse();
        assertThat(verdict.words()).contains("not to trade at all would have been better");
    }

    @Test
    void aSmallerGainIsNoHelp() {
        assertThat(ModelVerdict.of(quality(10_000, 0.56, 0.248), 1, false, 1, 3).words())
                .startsWith("The model did not help in this span");
    }

    private static ScoreQuality quality(int samples, double auc, double brier) {
        return new ScoreQuality(samples, 0.5, auc, brier, 0.25, List.of());
    }
}
