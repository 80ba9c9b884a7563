package cab.infrastructure.exchange.gateio;

import static org.assertj.core.api.Assertions.assertThat;

import cab.infrastructure.exchange.live.KeyReport;
import cab.infrastructure.exchange.transport.Deadline;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key of the bench is {@code the-key}. */
final class GateioKeyTest {

    private final GateioBench bench = new GateioBench();

    @BeforeEach
    void theAccountCanBeRead() {
        bench.exchange.on("GET /spot/accounts", 200, "[]");
    }

    @AfterEach
    void end() {
        bench.close();
    }

    @Test
    void aKeyForSpotAloneMayTradeAndMoveNothing() {
        keys("[" + key("the-*****", right("spot", false), right("wallet", true)) + "]");

        assertThat(report()).isEqualTo(accepted(new KeyReport.Rights(true, false)));
    }

    @Test
    void aKeyThatMayWithdrawIsKnown() {
        keys("[" + key("the-*****", right("spot", false), right("withdraw", false)) + "]");
        assertThat(report()).isEqualTo(accepted(new KeyReport.Rights(true, true)));

        keys("[" + key("the-*****", right("spot", false), right("wallet", false)) + "]");
        assertThat(report()).isEqualTo(accepted(new KeyReport.Rights(true, true)));
    }

    @Test
    void aRightThatIsNotSaidToBeForReadingCounts() {
        keys("[" + key("the-*****", "{\"name\":\"Wallet\"}") + "]");

        assertThat(report()).isEqualTo(accepted(new KeyReport.Rights(false, true)));
    }

    @Test
    void aKeyForReadingMayNotTrade() {
        keys("[" + key("the-*****", right("spot", true)) + "]");

        assertThat(report()).isEqualTo(accepted(new KeyReport.Rights(false, false)));
    }

    @Test
    void theKeysOfOthersSayNothing() {
        keys("[" + key("another*****", right("wallet", false)) + "," + key("th*****", right("wallet", false)) + "]");

        assertThat(report()).isEqualTo(new KeyReport.Accepted(Optional.empty()));
    }

    @Test
    void ofKeysThatLookAlikeTheWorseCounts() {
        keys("[" + key("the-*****", right("spot", false)) + "," + key("the-*****", right("wallet", false)) + "]");

        assertThat(report()).isEqualTo(accepted(new KeyReport.Rights(true, true)));
    }

    @Test
    void anAnswerAboutOneKeyIsAboutOurs() {
        keys("{\"state\":1,\"key\":{\"mode\":1},\"perms\":[" + right("spot", false) + "]}");

        assertThat(report()).isEqualTo(accepted(new KeyReport.Rights(true, false)));
    }

    @Test
    void whoMayNotReadTheAccountIsToldNothing() {
        bench.exchange.on(
                "GET /account/main_keys",
                403,
                "{\"label\":\"FORBIDDEN\",\"message\":\"Request API key does not have account permission\"}");

        assertThat(report()).isEqualTo(new KeyReport.Accepted(Optional.empty()));
    }

    @Test
    void noClearAnswerIsNoPermission() {
        bench.exchange.on("GET /account/main_keys", 502, "");

        assertThat(report()).isInstanceOf(KeyReport.Unclear.class);
    }

    @Test
    void aWrongSecretIsRefusedForGoodAndAFullExchangeIsNot() {
        bench.exchange.on(
                "GET /spot/accounts", 401, "{\"label\":\"INVALID_SIGNATURE\",\"message\":\"Signature mismatch\"}");
        assertThat(report()).isEqualTo(new KeyReport.Refused("INVALID_SIGNATURE (401): Signature mismatch"));

        bench.exchange.on("GET /spot/accounts", 400, "{\"label\":\"TOO_BUSY\",\"message\":\"later\"}");
        assertThat(report()).isEqualTo(new KeyReport.Unclear("TOO_BUSY (400): later"));
    }

    private void keys(String answer) {
        bench.exchange.on("GET /account/main_keys", 200, answer);
    }

    private static String key(String shown, String... rights) {
        return "{\"state\":1,\"key\":\"" + shown + "\",\"perms\":[" + String.join(",", rights) + "]}";
    }

    private static String right(String name, boolean isReadOnly) {
        return "{\"name\":\"" + name + "\",\"read_only\":" + isReadOnly + "}";
    }

    private static KeyReport accepted(KeyReport.Rights rights) {
        return new KeyReport.Accepted(Optional.of(rights));
    }

    private KeyReport report() {
        return new GateioKey(bench.connection.rest(), Optional.of("the-key"))
                .report(Deadline.in(Duration.ofSeconds(10)));
    }
}
