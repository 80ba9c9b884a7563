package cab.infrastructure.exchange.server.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Quantity;
import cab.infrastructure.exchange.server.ApiKey;
import cab.infrastructure.exchange.server.WireBody;
import cab.infrastructure.exchange.server.WireFaults;
import cab.infrastructure.exchange.server.WireReply;
import cab.infrastructure.exchange.server.WireRequest;
import cab.infrastructure.exchange.simulated.ExchangeTerms;
import cab.infrastructure.exchange.simulated.FillRules;
import cab.infrastructure.exchange.simulated.Listing;
import cab.infrastructure.exchange.simulated.MarketBoard;
import cab.infrastructure.exchange.simulated.PaperVenue;
import cab.infrastructure.exchange.simulated.ServedVenue;
import cab.infrastructure.marketdata.FixedFeed;
import cab.infrastructure.secrets.Secret;
import cab.infrastructure.time.WallClock;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The face of Bybit, asked without a network. */
final class BybitFaceTest {

    private static final long START_MS = 1_790_000_000_000L;
    private static final Symbol BTC_USDT = Symbol.of("BTC/USDT");
    private static final FillRules FREE = new FillRules(Percent.ZERO, Percent.ZERO, Percent.of("100"));
    private static final String ORDER = "{\"category\":\"spot\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\","
            + "\"orderType\":\"Limit\",\"qty\":\"1\",\"price\":\"50\",\"orderLinkId\":\"one\"}";

    private final AtomicLong nanos = new AtomicLong();
    private final Instrument bitcoin = new Instrument(
            BTC_USDT,
            new BigDecimal("0.01"),
            new BigDecimal("0.001"),
            Quantity.ZERO,
            Money.of("1", BTC_USDT.quote()),
            new FeeSchedule(Percent.of("0.2"), Percent.of("0.2"), FeeSchedule.FeeCharge.RECEIVED));
    private final ServedVenue venue = new ServedVenue(
            ExchangeTerms.honest(1).withFills(FREE),
            new PaperVenue.Pace(START_MS, 1, nanos::get),
            List.of(new Listing(bitcoin, new FixedFeed(Timeframe.M1, 100, 1_000_000))),
            Optional.empty(),
            fault -> {
                throw new AssertionError(fault);
            });
    private final BybitFace face = new BybitFace(
            venue,
            new WallClock(),
            nanos::get,
            true,
            List.of(new MarketBoard(bitcoin, new FixedFeed(Timeframe.M1, 100, 1_000_000), FREE)),
            List.of(new ApiKey(
                    "the-key",
                    new Secret("the-secret"),
                    venue.account("main", List.of(Money.of("1000", BTC_USDT.quote()))),
                    1)),
            WireFaults.none());

    @BeforeEach
    void start() {
        venue.start();
    }

    @AfterEach
    void end() {
        venue.close();
    }

    @Test
    void aSignedQuestionIsAnswered() {
        JsonNode answer = ask("the-key", "the-secret", START_MS, "5000");

        assertThat(answer.path("retCode").asInt()).isZero();
        JsonNode coin = answer.path("result").path("list").path(0).path("coin").path(0);
        assertThat(coin.path("coin").asText()).isEqualTo("USDT");
        assertThat(coin.path("walletBalance").asText()).isEqualTo("1000");
    }

    @ParameterizedTest
    @CsvSource({
        "the-key, wrong,      0,     10004",
        "other,   the-secret, 0,     10003",
        "the-key, the-secret, -5001, 10002",
        "the-key, the-secret, -5000, 0",
        "the-key, the-secret, 999,   0",
        "the-key, the-secret, 1000,  10002"
    })
    void whoIsNotWhoHeSaysOrIsLateOrEarlyIsRefused(String key, String secret, long offsetMs, int code) {
        assertThat(ask(key, secret, START_MS + offsetMs, "5000").path("retCode").asInt())
                .isEqualTo(code);
    }

    @Test
    void aNameIsTakenOnce() {
        assertThat(create(ORDER).path("retCode").asInt()).isZero();
        assertThat(create(ORDER).path("retCode").asInt()).isEqualTo(170_141);
        assertThat(create(ORDER.replace("\"one\"", "\"two\"")).path("retCode").asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "price,50.001,170134",
        "qty,1.0001,170137",
        "qty,0.001,170140",
        "qty,1000,170131",
        "symbol,ETHUSDT,170121"
    })
    void eachRefusalHasItsCode(String field, String value, int code) {
        String order = ORDER.replaceAll("\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":\"" + value + "\"");

        assertThat(create(order).path("retCode").asInt()).isEqualTo(code);
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() {
        for (int times = 0; times < 50; times++) {
            assertThat(ask("the-key", "the-secret", START_MS, "5000")
                            .path("retCode")
                            .asInt())
                    .isZero();
        }

        WireReply reply = serve(
                "GET",
                "/v5/account/wallet-balance",
                "accountType=UNIFIED",
                "",
                "the-key",
                "the-secret",
                START_MS,
                "5000");

        assertThat(json(reply).path("retCode").asInt()).isEqualTo(10_006);
        assertThat(reply.headers()).containsEntry("X-Bapi-Limit-Status", "0");
        assertThat(Long.parseLong(reply.headers().getOrDefault("X-Bapi-Limit-Reset-Timestamp", "0")))
                .isGreaterThan(START_MS);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(ask("the-key", "the-secret", START_MS, "5000")
                        .path("retCode")
                        .asInt())
                .isZero();
    }

    private JsonNode create(String body) {
        return json(serve("POST", "/v5/order/create", "", body, "the-key", "the-secret", START_MS, "5000"));
    }

    private JsonNode ask(String key, String secret, long atMs, String window) {
        return json(serve("GET", "/v5/account/wallet-balance", "accountType=UNIFIED", "", key, secret, atMs, window));
    }

    private WireReply serve(
            String method,
            String path,
            String query,
            String body,
            String key,
            String secret,
            long atMs,
            String window) {
        return face.serve(new WireRequest(
                method,
                path,
                query,
                Map.of(
                        "x-bapi-api-key",
                        key,
                        "x-bapi-timestamp",
                        Long.toString(atMs),
                        "x-bapi-recv-window",
                        window,
                        "x-bapi-sign",
                        BybitSignature.of(secret, atMs + key + window + query + body)),
                WireBody.of(body),
                "127.0.0.1",
                Duration.ZERO));
    }

    private static JsonNode json(WireReply reply) {
        return BybitJson.parsed(reply.body().bytes());
    }
}
