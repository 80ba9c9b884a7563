package cab.infrastructure.exchange.gateio;

import static org.assertj.core.api.Assertions.assertThat;

import cab.infrastructure.config.Settings;
import cab.infrastructure.config.SettingsLoader;
import cab.infrastructure.config.SettingsOutcome;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GateioSettingsTest {

    @Test
    void withoutAnyAddressItIsTheRealExchange() {
        GateioSettings settings = of(Map.of());

        assertThat(settings.restUrl()).isEqualTo(GateioSettings.REST_URL);
        assertThat(settings.streamUrl()).isEqualTo(GateioSettings.STREAM_URL);
        assertThat(settings.apiKey()).isEmpty();
    }

    @Test
    void anAddressOfRestStandsForTheStreamBesideIt() {
        assertThat(of(Map.of("EXCHANGE_URL", "http://127.0.0.1:18080")).streamUrl())
                .isEqualTo(URI.create("ws://127.0.0.1:18080/ws/v4/"));
        assertThat(of(Map.of("EXCHANGE_URL", "https://exchange.example/api/v4")).streamUrl())
                .isEqualTo(URI.create("wss://exchange.example/ws/v4/"));
        assertThat(of(Map.of("EXCHANGE_URL", "http://127.0.0.1:18080", "EXCHANGE_WS_URL", "ws://127.0.0.1:18081/ws"))
                        .streamUrl())
                .isEqualTo(URI.create("ws://127.0.0.1:18081/ws"));
    }

    @Test
    void theKeyIsTakenAndNotShown() {
        GateioSettings settings = of(Map.of("API_KEY", "the-key-of-it", "API_SECRET", "the-secret-of-it"));

        assertThat(settings.apiKey().orElseThrow().secret().reveal()).isEqualTo("the-secret-of-it");
        assertThat(settings.toString()).doesNotContain("the-key-of-it", "the-secret-of-it");
    }

    private static GateioSettings of(Map<String, String> environment) {
        SettingsOutcome outcome = SettingsLoader.ofThisBuild().load(Optional.empty(), environment);
        return switch (outcome) {
            case SettingsOutcome.Valid(Settings settings) -> GateioSettings.of(settings);
            case SettingsOutcome.Invalid invalid -> throw new AssertionError(invalid);
        };
    }
}
