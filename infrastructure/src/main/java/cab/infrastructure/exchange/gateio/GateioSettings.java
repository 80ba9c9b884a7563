package cab.infrastructure.exchange.gateio;

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
        GateioTimes times) {

    public static final URI REST_URL = URI.create("https://api.gateio.ws");
    public static final URI STREAM_URL = URI.create("wss://api.gateio.ws/ws/v4/");
}
