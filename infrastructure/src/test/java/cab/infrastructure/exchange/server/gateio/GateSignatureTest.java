package cab.infrastructure.exchange.server.gateio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The two vectors of the exchange's documentation. */
final class GateSignatureTest {

    private static final String PATH = "/api/v4/futures/orders";
    private static final String TIMESTAMP = "1541993715";

    @Test
    void aQueryIsSigned() {
        assertThat(GateSignature.ofRequest(
                        "secret", "GET", PATH, "contract=BTC_USD&status=finished&limit=50", new byte[0], TIMESTAMP))
                .isEqualTo("55f84ea195d6fe57ce62464daaa7c3c02fa9d1dde954e4c898289c9a2407a3d6"
                        + "fb3faf24deff16790d726b66ac9f74526668b13bd01029199cc4fcc522418b8a");
    }

    @Test
    void aBodyIsSigned() {
        String body =
                "{\"contract\":\"BTC_USD\",\"type\":\"limit\",\"size\":100,\"price\":6800,\"time_in_force\":\"gtc\"}";

        assertThat(GateSignature.ofRequest(
                        "secret", "POST", PATH, "", body.getBytes(StandardCharsets.UTF_8), TIMESTAMP))
                .isEqualTo("eae42da914a590ddf727473aff25fc87d50b64783941061f47a3fdb92742541f"
                        + "c4c2c14017581b4199a1418d54471c269c03a38d788d802e2c306c37636389f0");
    }

    @Test
    void whatDiffersDoesNotMatch() {
        assertThat(GateSignature.matches("abc", "abc")).isTrue();
        assertThat(GateSignature.matches("abc", "abd")).isFalse();
        assertThat(GateSignature.matches("abc", "ab")).isFalse();
    }
}
