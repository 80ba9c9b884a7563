package cab.infrastructure.exchange.bybit;

import cab.infrastructure.config.ExchangeSettings;
import cab.infrastructure.config.Settings;
import cab.infrastructure.exchange.transport.ApiKey;
import cab.infrastructure.exchange.transport.ExchangeTimes;
import cab.infrastructure.secrets.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where and as whom Bybit is used. Immutable.
 *
 * @param restUrl of the REST interface up to, and without, {@code /v5}
 * @param publicUrl of the stream of the market
 * @param privateUrl of the stream of the account
 * @param isDemo whether the account is one for practice, which has no money and a few things less
 * @param apiKey of the account; empty for market data alone
 * @param requestsPerSecond that leave in the long run, all together
 * @param requestBurst that may leave at once after a quiet time
 * @param times how long things may take
 */
public record BybitSettings(
        URI restUrl,
        URI publicUrl,
        URI privateUrl,
        boolean isDemo,
        Optional<ApiKey> apiKey,
        BigDecimal requestsPerSecond,
        int requestBurst,
        ExchangeTimes times) {

    public static final URI REST_URL = URI.create("https://api.bybit.com");
    public static final URI DEMO_REST_URL = URI.create("https://api-demo.bybit.com");
    public static final URI STREAM_URL = URI.create("wss://stream.bybit.com");

    /** Of the account alone: the market of the demo is the real one. */
    public static final URI DEMO_STREAM_URL = URI.create("wss://stream-demo.bybit.com");

    private static final String PUBLIC_PATH = "/v5/public/spot";
    private static final String PRIVATE_PATH = "/v5/private";

    /**
     * What the settings of the program say. A REST address without one for the stream stands for both, as with the
     * local exchange; an address for the stream is one for both streams, without a path.
     */
    public static BybitSettings of(Settings settings) {
        Optional<URI> rest = settings.get(ExchangeSettings.EXCHANGE_URL);
        Optional<URI> stream =
                settings.get(ExchangeSettings.EXCHANGE_WS_URL).or(() -> rest.map(BybitSettings::streamBeside));
        boolean isDemo = settings.get(ExchangeSettings.EXCHANGE_SANDBOX);
        Optional<Secret> key = settings.get(ExchangeSettings.API_KEY);
        Optional<Secret> secret = settings.get(ExchangeSettings.API_SECRET);
        return new BybitSettings(
                rest.orElse(isDemo ? DEMO_REST_URL : REST_URL),
                stream.orElse(STREAM_URL).resolve(PUBLIC_PATH),
                stream.orElse(isDemo ? DEMO_STREAM_URL : STREAM_URL).resolve(PRIVATE_PATH),
                isDemo,
                key.flatMap(name -> secret.map(signs -> new ApiKey(name, signs))),
                settings.get(ExchangeSettings.BROKER_RATE_RPS),
                settings.get(ExchangeSettings.BROKER_RATE_BURST),
                defaultTimes().atSpeed(settings.get(ExchangeSettings.EXCHANGE_SPEED)));
    }

    /** The same for the market alone. */
    public BybitSettings withoutKey() {
        return new BybitSettings(
                restUrl, publicUrl, privateUrl, isDemo, Optional.empty(), requestsPerSecond, requestBurst, times);
    }

    /** Those of all exchanges, but that stops rest until they are cancelled. */
    static ExchangeTimes defaultTimes() {
        ExchangeTimes times = ExchangeTimes.defaults();
        return new ExchangeTimes(
                times.orderLifetime(),
                Duration.ZERO,
                times.requestDeadline(),
                times.operationDeadline(),
                times.clockInterval(),
                times.skewMax(),
                times.rulesInterval(),
                times.streamSilenceMax());
    }

    private static URI streamBeside(URI rest) {
        String scheme = "https".equalsIgnoreCase(rest.getScheme()) ? "wss" : "ws";
        return URI.create(scheme + "://" + rest.getRawAuthority());
    }
}
