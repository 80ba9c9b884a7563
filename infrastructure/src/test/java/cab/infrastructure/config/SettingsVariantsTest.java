package cab.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A variant is what the settings would be had its values stood in the environment. */
final class SettingsVariantsTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("STRATEGY_EMA_CROSS_FAST", "9", "SIM_SEED", "7", "API_TOKEN", "0123456789abcdef0123456789abcdef");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STRATEGY_EMA_CROSS_SLOW=33",
                "STRATEGY_EMA_CROSS_FAST=5;STRATEGY_EMA_CROSS_SLOW= 50 ",
                "STRATEGY_EMA_CROSS_FAST=40",
                "STRATEGY_EMA_CROSS_SLOW=9",
                "STRATEGY_EMA_CROSS_SLOW=many",
                "STOP_LOSS_PCT=2.5;TRAILING_STOP_PCT=-1",
                "MTF_W_H1=0.9",
                "STRATEGY_MODE=weighted",
                "SYMBOL=ETH/USDT",
                "SYMBOL=ETH/USDT;SYMBOLS=BTC/USDT",
                "SYMBOLS=BTC/USDT"
            })
    void aVariantIsWhatWouldBeReadAnew(String changes) {
        Map<String, String> values = new TreeMap<>();
        for (String change : changes.split(";", -1)) {
            int equals = change.indexOf('=');
            values.put(change.substring(0, equals), change.substring(equals + 1));
        }
        Map<String, String> environment = new TreeMap<>(ENVIRONMENT);
        environment.putAll(values);

        SettingsOutcome varied = switch (SettingsLoader.ofThisBuild().variants(Optional.empty(), ENVIRONMENT)) {
            case VariantsOutcome.Ready(SettingsVariants variants) -> variants.with(values);
            case VariantsOutcome.Refused(SettingsOutcome.Invalid invalid) -> invalid;
        };

        switch (SettingsLoader.ofThisBuild().load(Optional.empty(), environment)) {
            case SettingsOutcome.Valid(Settings read) -> {
                assertThat(varied).isInstanceOf(SettingsOutcome.Valid.class);
                Settings variant = ((SettingsOutcome.Valid) varied).settings();
                assertThat(variant.entries()).isEqualTo(read.entries());
                assertThat(variant.strategyParameters("ema_cross")).isEqualTo(read.strategyParameters("ema_cross"));
                assertThat(variant.secrets()).hasSameSizeAs(read.secrets());
            }
            case SettingsOutcome.Invalid(var problems) ->
                assertThat(varied).isEqualTo(new SettingsOutcome.Invalid(problems));
        }
    }
}
