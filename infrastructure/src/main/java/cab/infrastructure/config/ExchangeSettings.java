package cab.infrastructure.config;

import cab.infrastructure.secrets.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which exchange is traded on, with which key, and how hard it is asked. */
public final class ExchangeSettings {

    /** The value of {@link #LIVE_ARMED} that lets real money be traded. */
    public static final String ARMED = "real-money";

    public static final Setting<String> EXCHANGE = Setting.of(
            "EXCHANGE",
            TextTypes.choice(ExchangeCatalogue.names()),
            "gateio",
            "The exchange. On paper it is the name under which the book is kept.");

    public static final Setting<Optional<Secret>> API_KEY = Setting.of(
                    "API_KEY",
                    TextTypes.secret(),
                    "",
                    "The key of the exchange account; needed with MODE=live. Give it the right to trade and no right to"
                            + " withdraw.")
            .partOf(Capability.LIVE_TRADING);

    public static final Setting<Optional<Secret>> API_SECRET = Setting.of(
                    "API_SECRET", TextTypes.secret(), "", "The secret of the key; needed with MODE=live.")
            .partOf(Capability.LIVE_TRADING);

    public static final Setting<Optional<URI>> EXCHANGE_URL = Setting.of(
                    "EXCHANGE_URL",
                    AddressTypes.url(List.of("http", "https")).orEmpty(),
                    "",
                    "Another address of the exchange's REST interface, such as the local exchange server.")
            .partOf(Capability.LIVE_PRICES);

    public static final Setting<Optional<URI>> EXCHANGE_WS_URL = Setting.of(
                    "EXCHANGE_WS_URL",
                    AddressTypes.url(List.of("ws", "wss")).orEmpty(),
                    "",
                    "Another address of the exchange's WebSocket interface.")
            .partOf(Capability.LIVE_PRICES);

    public static final Setting<String> LIVE_ARMED = Setting.of(
                    "LIVE_ARMED",
                    TextTypes.choice(List.of("no", ARMED)),
                    "no",
                    "Says real-money where MODE=live may trade. Not needed where EXCHANGE_URL is a local exchange of this"
                            + " program, which says so itself, nor with EXCHANGE_SANDBOX=1.")
            .partOf(Capability.LIVE_TRADING);

    public static final Setting<Boolean> LIVE_ALLOW_WITHDRAW_KEY = Setting.of(
                    "LIVE_ALLOW_WITHDRAW_KEY",
                    TextTypes.onOff(),
                    "0",
                    "Whether MODE=live starts with a key that may withdraw, where the exchange tells that.")
            .partOf(Capability.LIVE_TRADING);

    public static final Setting<BigDecimal> EXCHANGE_SPEED = Setting.of(
                    "EXCHANGE_SPEED",
                    NumberTypes.decimal(DecimalRange.closed("1", "10000"), "market seconds per real second"),
                    "1",
                    "How fast the time of the exchange runs: that of --speed of a local exchange, otherwise 1.")
            .partOf(Capability.LIVE_TRADING);

    public static final Setting<Boolean> EXCHANGE_SANDBOX = Setting.of(
                    "EXCHANGE_SANDBOX",
                    TextTypes.onOff(),
                    "0",
                    "Whether orders go to the exchange's demo account, which bybit has. Its keys are made there.")
            .partOf(Capability.EXCHANGE_SANDBOXES);

    public static final Setting<BigDecimal> BROKER_RATE_RPS = Setting.of(
                    "BROKER_RATE_RPS",
                    NumberTypes.decimal(DecimalRange.above("0", "1000"), "requests per second"),
                    "8",
                    "How many requests per second the exchange is sent at most.")
            .partOf(Capability.LIVE_PRICES);

    public static final Setting<Integer> BROKER_RATE_BURST = Setting.of(
                    "BROKER_RATE_BURST",
                    NumberTypes.count(1, 10_000, "requests"),
                    "16",
                    "How many requests may be sent at once after a quiet time.")
            .partOf(Capability.LIVE_PRICES);

    public static final Setting<Duration> IDEMPOTENCY_TTL_SEC = Setting.of(
                    "IDEMPOTENCY_TTL_SEC",
                    NumberTypes.seconds(60, 31_536_000),
                    "86400",
                    "How long the client id of a finished intent is remembered. An intent is never sent twice, however long it"
                            + " is unresolved.")
            .partOf(Capability.INTENT_EXPIRY);

    static final SettingGroup GROUP = SettingGroup.of(
            "Exchange",
            EXCHANGE,
            API_KEY,
            API_SECRET,
            EXCHANGE_URL,
            EXCHANGE_WS_URL,
            LIVE_ARMED,
            LIVE_ALLOW_WITHDRAW_KEY,
            EXCHANGE_SPEED,
            EXCHANGE_SANDBOX,
            BROKER_RATE_RPS,
            BROKER_RATE_BURST,
            IDEMPOTENCY_TTL_SEC);

    private ExchangeSettings() {}

    /** Whether everything that is said to the exchange stays on this machine: no real money can be there. */
    public static boolean isLocal(Settings settings) {
        Optional<URI> rest = settings.get(EXCHANGE_URL);
        Optional<URI> stream = settings.get(EXCHANGE_WS_URL);
        return rest.isPresent()
                && isLocal(rest.get())
                && stream.map(ExchangeSettings::isLocal).orElse(true);
    }

    /** Whether orders go to an account for practice of the exchange itself: no real money can be there. */
    public static boolean isPractice(Settings settings) {
        return settings.get(EXCHANGE_SANDBOX)
                && settings.get(EXCHANGE_URL).isEmpty()
                && settings.get(EXCHANGE_WS_URL).isEmpty();
    }

    static boolean isLocal(URI address) {
        return AddressTypes.isLoopback(address.getHost());
    }
}
