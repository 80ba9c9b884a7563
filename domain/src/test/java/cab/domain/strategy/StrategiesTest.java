package cab.domain.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategiesTest {

    private static StrategyParameters with(String name, String value) {
        return StrategyParameters.none().with(name, new BigDecimal(value));
    }

    @Test
    void everyStrategyRunsWithItsDefaults() {
        for (StrategyDescription description : Strategies.all()) {
            Strategy strategy = Strategies.create(description.name(), StrategyParameters.none());

            assertThat(strategy.name()).isEqualTo(description.name());
            assertThat(strategy.warmUp()).isPositive();
            assertThat(Closes.signals(strategy, Closes.flat(strategy.warmUp(), 100)))
                    .containsOnly(Signal.WARMING_UP);
            assertThat(Closes.signals(strategy, 100)).doesNotContain(Signal.WARMING_UP);
            assertThat(strategy.explain()).isNotBlank();
        }
    }

    @Test
    void everyDescriptionIsSound() {
        assertThat(Strategies.all())
                .extracting(StrategyDescription::name)
                .contains("ema_cross")
                .doesNotHaveDuplicates();
        for (StrategyDescription description : Strategies.all()) {
            assertThat(description.name()).matches("[a-z0-9_]+");
            assertThat(description.summary()).isNotBlank();
            for (ParameterDescription parameter : description.parameters()) {
                assertThat(parameter.name()).matches("[a-z0-9_]+");
                assertThat(parameter.faultOf(parameter.defaultValue())).isEmpty();
            }
        }
    }

    @Test
    void theDefaultsOfTheEmaCrossAreTwelveAndTwentySix() {
        assertThat(Strategies.describe("ema_cross").parameters())
                .extracting(parameter -> parameter.name() + "=" + parameter.defaultValue())
                .containsExactly("fast=12", "slow=26");
    }

    @Test
    void parametersReachTheStrategy() {
        assertThat(Strategies.create("ema_cross", with("slow", "50")).warmUp()).isEqualTo(50);
        assertThat(Strategies.create("ema_cross", with("slow", "50.0")).warmUp())
                .isEqualTo(50);
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> Strategies.create("ema_cros", StrategyParameters.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("strategy 'ema_cros' is not known; known are ema_cross")
                .hasMessageEndingWith("did you mean ema_cross?");
        assertThatThrownBy(() -> Strategies.describe("EMA_CROSS")).hasMessageEndingWith("did you mean ema_cross?");
        assertThatThrownBy(() -> Strategies.describe("martingale"))
                .hasMessageStartingWith("strategy 'martingale' is not known; known are ema_cross")
                .hasMessageNotContaining("did you mean");
        assertThatThrownBy(() -> Strategies.describe("x".repeat(1_000_000)))
                .hasMessageContaining("known are ema_cross")
                .hasMessageNotContaining("did you mean");
    }

    @ParameterizedTest
    @CsvSource({
        "fast, 1, ''",
        "fast, 0, 'fast must be within 1..999, was 0'",
        "slow, 1000, ''",
        "slow, 1001, 'slow must be within 2..1000, was 1001'",
        "slow, 30.5, 'slow must be a whole number, was 30.5'",
        "slow, 1E99, 'slow must be within 2..1000, was 1E+99'",
        "slwo, 30, 'parameter ''slwo'' is not known; known are fast, slow; did you mean slow?'",
    })
    void aParameterIsCheckedAtItsLimits(String name, String value, String fault) {
        if (fault.isEmpty()) {
            assertThat(Strategies.create("ema_cross", with(name, value)).name()).isEqualTo("ema_cross");
        } else {
            assertThatThrownBy(() -> Strategies.create("ema_cross", with(name, value)))
                    .hasMessage("strategy ema_cross: " + fault);
        }
    }

    @Test
    void aParameterThatNeedNotBeWholeTakesFractions() {
        ParameterDescription share = new ParameterDescription(
                "share", "a part", new BigDecimal("0.5"), BigDecimal.ZERO, BigDecimal.ONE, false);

        assertThat(share.faultOf(new BigDecimal("0.25"))).isEmpty();
        assertThat(share.faultOf(new BigDecimal("1.25"))).contains("share must be within 0..1, was 1.25");
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        StrategyParameters wrong =
                with("fast", "0").with("slow", new BigDecimal("0.5")).with("speed", BigDecimal.ONE);

        assertThat(Strategies.describe("ema_cross").faultsOf(wrong))
                .hasSize(3)
                .anyMatch(fault -> fault.startsWith("fast"))
                .anyMatch(fault -> fault.startsWith("slow"))
                .anyMatch(fault -> fault.startsWith("parameter 'speed'"));
        assertThatThrownBy(() -> Strategies.create("ema_cross", wrong)).hasMessageContaining("; ");
    }

    @Test
    void parametersThatExcludeEachOtherAreRefused() {
        assertThatThrownBy(() -> Strategies.create("ema_cross", with("fast", "30")))
                .hasMessage("strategy ema_cross: fast must be less than slow, was fast 30 and slow 26");
    }

    @Test
    void aParameterIsReadInItsKind() {
        StrategyParameters parameters = with("share", "0.5").with("count", BigDecimal.TEN);

        assertThat(parameters.decimal("share")).isEqualByComparingTo("0.5");
        assertThat(parameters.whole("count")).isEqualTo(10);
        assertThatThrownBy(() -> parameters.whole("share"))
                .hasMessage("parameter 'share' must be a whole number, was 0.5");
        assertThatThrownBy(() -> parameters.decimal("other"))
                .hasMessage("parameter 'other' must be set, only [count, share] are");
    }

    @Test
    void parametersAreCopiedAtTheDoor() {
        Map<String, BigDecimal> source = new HashMap<>(Map.of("fast", BigDecimal.TEN));
        StrategyParameters parameters = StrategyParameters.of(source);

        source.clear();

        assertThat(parameters.whole("fast")).isEqualTo(10);
        assertThatThrownBy(() -> parameters.values().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aStrategyWithoutParametersKnowsNone() {
        StrategyDescription description = new StrategyDescription("plain", "does nothing", List.of());

        assertThat(description.faultsOf(with("fast", "1")))
                .containsExactly("parameter 'fast' is not known; none are known");
    }

    @ParameterizedTest
    @CsvSource({"'', '', 0", "a, '', 1", "'', a, 1", "ema, ema, 0", "ema, eam, 2", "kitten, sitting, 3", "slwo, slow, 2"
    })
    void theDistanceOfWordsIsCountedInLetters(String one, String other, int distance) {
        assertThat(NameSuggestion.distance(one, other)).isEqualTo(distance);
    }
}
