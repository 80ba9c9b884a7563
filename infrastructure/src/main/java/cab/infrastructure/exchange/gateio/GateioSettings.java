package cab.infrastructure.exchange.gateio;

import cab.infrastructure.config.ExchangeSettings;
import cab.infrastructure.config.Settings;
import cab.infrastructure.exchange.transport.ApiKey;
import cab.infrastructure.exchange.transport.ExchangeTimes;
import cab.infrastructure.secrets.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Optional;

/**
 * Where and as whom Gate.io is used. Immutable.
 *
 * @param restUrl of the REST interface up to, and without, {@code /api/v4}
 * @param streamUrl of the WebSocket interface
 * @param apiKey of the account; empty for market data alone
 * @param requestsPerSecond that leave in the long run, all together
 * @param requestBurst that may leave at once after a quiet time
 * @param times how long things may take
 */
public record GateioSettings(
        URI restUrl,
        URI streamUrl,
        Optional<ApiKey> apiKey,
        BigDecimal requestsPerSecond,
        int requestBurst,
        ExchangeTimes times) {

    public static final URI REST_URL = URI.create("https://api.gateio.ws");
    public static final URI STREAM_URL = URI.create("wss://api.gateio.ws/ws/v4/");

    /**
     * What the settings of the program say. A REST address without one for the stream stands for both, as with the
     * local exchange.
     */
    public static GateioSettings of(Settings settings) {
        Optional<URI> rest = settings.get(ExchangeSettings.EXCHANGE_URL);
        Optional<Secret> key = settings.get(ExchangeSettings.API_KEY);
        Optional<Secret> secret = settings.get(ExchangeSettings.API_SECRET);
        return new GateioSettings(
                rest.orElse(REST_URL),
                settings.get(ExchangeSettings.EXCHANGE_WS_URL)
                        .or(() -> rest.map(GateioSettings::streamBeside))
                        .orElse(STREAM_URL),
                key.flatMap(name -> secret.map(signs -> new ApiKey(name, signs))),
                settings.get(ExchangeSettings.BROKER_RATE_RPS),
                settings.get(ExchangeSettings.BROKER_RATE_BURST),
                ExchangeTimes.defaults().atSpeed(settings.get(ExchangeSettings.EXCHANGE_SPEED)));
    }

    /** The same for market data alone. */
    public GateioSettings withoutKey() {
        return new GateioSettings(restUrl, streamUrl, Optional.empty(), requestsPerSecond, requestBurst, times);
    }

    private static URI streamBeside(URI rest) {
        String scheme = "https".equalsIgnoreCase(rest.getScheme()) ? "wss" : "ws";
        return URI.create(scheme + "://" + rest.getRawAuthority() + "/ws/v4/");
    }
}
