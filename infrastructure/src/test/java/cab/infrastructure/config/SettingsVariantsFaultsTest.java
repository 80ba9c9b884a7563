package cab.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What can be varied at all, and what is remembered of the choice. */
final class SettingsVariantsFaultsTest {

    private static SettingsVariants variants(Map<String, String> environment) {
        Map<String, String> values = new TreeMap<>(Map.of("STRATEGIES_DIR", "", "STRATEGY_SET", "ema_cross"));
        values.putAll(environment);
        return switch (SettingsLoader.ofThisBuild().variants(Optional.empty(), values)) {
            case VariantsOutcome.Ready(SettingsVariants ready) -> ready;
            case VariantsOutcome.Refused refused -> throw new AssertionError(refused);
        };
    }

    @Test
    void whatCannotBeVariedIsSaidByName() {
        SettingsVariants variants = variants(Map.of());

        assertThat(variants.faultOf("STOP_LOSS_PCT")).isEmpty();
        assertThat(variants.faultOf("STRATEGY_EMA_CROSS_FAST")).isEmpty();
        assertThat(variants.faultOf("STOP_LOS_PCT").orElseThrow())
                .startsWith("is not a setting")
                .contains("STOP_LOSS_PCT");
        assertThat(variants.faultOf("fast").orElseThrow()).contains("STRATEGY_EMA_CROSS_FAST");
        assertThat(variants.faultOf("API_TOKEN")).contains("is a secret, which cannot be varied");
        assertThat(variants.faultOf("STRATEGY_DONCHIAN_EXIT").orElseThrow())
                .endsWith("which does not decide here: STRATEGY_SET is ema_cross");
    }

    @Test
    void aValueIsLookedAtByItself() {
        SettingsVariants variants = variants(Map.of());

        assertThat(variants.faultOf("STOP_LOSS_PCT", "5")).isEmpty();
        assertThat(variants.faultOf("STOP_LOSS_PCT", "five").orElseThrow()).contains("(got five; expected ");
        assertThat(variants.faultOf("NO_SUCH_SETTING", "5")).isEmpty();
    }

    @Test
    void whatWasChosenHoldsNoDefaultAndNoSecret() {
        SettingsVariants variants =
                variants(Map.of("STOP_LOSS_PCT", "4", "API_TOKEN", "a-token-of-somebody-long-enough"));

        assertThat(variants.chosen()).containsEntry("STOP_LOSS_PCT", "4").doesNotContainKeys("API_TOKEN", "SIM_SEED");
        assertThat(List.copyOf(variants.chosen().keySet())).isSorted();
    }
}
