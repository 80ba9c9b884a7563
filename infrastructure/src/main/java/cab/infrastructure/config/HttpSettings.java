package cab.infrastructure.config;

import cab.infrastructure.secrets.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where the program listens, who may command it, and how long it waits for others. */
public final class HttpSettings {

    public static final Setting<String> API_HOST = Setting.of(
            "API_HOST",
            AddressTypes.host(),
            "127.0.0.1",
            "The address to listen on. Beyond this machine, such as 0.0.0.0, it needs an API_TOKEN of at least 32"
                    + " characters.");

    public static final Setting<Integer> API_PORT =
            Setting.of("API_PORT", AddressTypes.port(), "8000", "The port of the HTTP interface and the dashboard.");

    public static final Setting<Optional<Secret>> API_TOKEN = Setting.of(
            "API_TOKEN",
            TextTypes.secret(),
            "",
            "What a caller must show to change anything over HTTP, as Authorization: Bearer. Without it nothing can be"
                    + " changed over HTTP. Make one with: openssl rand -hex 32");

    public static final Setting<Duration> HTTP_TIMEOUT = Setting.of(
                    "HTTP_TIMEOUT",
                    NumberTypes.seconds(1, 300),
                    "10",
                    "How long the answer of another service is waited for, in seconds.")
            .partOf(Capability.OUTER_SERVICES);

    public static final Setting<List<Integer>> METRICS_BUCKETS_MS = Setting.of(
                    "METRICS_BUCKETS_MS",
                    TradingTypes.growingNumbers(600_000),
                    "5,10,25,50,100,250,500,1000,2500,5000,10000",
                    "The upper bounds of the buckets of latency histograms, in milliseconds.")
            .partOf(Capability.METRICS);

    static final SettingGroup GROUP =
            SettingGroup.of("HTTP", API_HOST, API_PORT, API_TOKEN, HTTP_TIMEOUT, METRICS_BUCKETS_MS);

    private HttpSettings() {}
}
