package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordedSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void whatACycleIsMadeOfIsKeptAndNothingElse() {
        SortedMap<String, String> kept = RecordedSettings.of(new SettingsReader(Map.of(
                        "STRATEGIES_DIR",
                        folder.toString(),
                        "ADDONS_DIR",
                        folder.resolve("addons").toString(),
                        "STOP_LOSS_PCT",
                        "4",
                        "RISK_MAX_DRAWDOWN_PCT",
                        "20",
                        "API_TOKEN",
                        "a-token-of-somebody-long-enough",
                        "DATA_DIR",
                        folder.toString()))
                .read(Optional.empty()));

        // Where the strategies of the user are: without it a replay knows no such strategy.
        assertThat(kept)
                .containsEntry("STRATEGIES_DIR", folder.toString())
                .containsEntry("ADDONS_DIR", folder.resolve("addons").toString())
                .containsEntry("STOP_LOSS_PCT", "4")
                .doesNotContainKeys("API_TOKEN", "DATA_DIR");
    }

    @Test
    void whatIsKeptGivesTheSameSettingsAgain() {
        Map<String, String> environment =
                Map.of("STRATEGIES_DIR", "", "STRATEGY_SET", "ema_cross", "STOP_LOSS_PCT", "4");

        SortedMap<String, String> kept = RecordedSettings.of(new SettingsReader(environment).read(Optional.empty()));

        assertThat(kept).isEqualTo(RecordedSettings.of(new SettingsReader(kept).read(Optional.empty())));
        assertThat(kept).containsEntry("STRATEGIES_DIR", "").containsEntry("STRATEGY_SET", "ema_cross");
    }
}
