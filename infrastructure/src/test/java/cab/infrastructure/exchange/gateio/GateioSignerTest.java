package cab.infrastructure.exchange.gateio;

import static org.assertj.core.api.Assertions.assertThat;

import cab.infrastructure.exchange.transport.ApiKey;
import cab.infrastructure.secrets.Secret;
import org.junit.jupiter.api.Test;

/** The two signatures that the exchange's documentation gives, and one for the stream. */
final class GateioSignerTest {

    private static final long SECONDS = 1_541_993_715;

    private final GateioSigner signer = new GateioSigner(new ApiKey(new Secret("key"), new Secret("secret")));

    @Test
    void aQuestionIsSignedAsTheDocumentationSays() {
        assertThat(signer.ofRequest(
                        "GET", "/api/v4/futures/orders", "contract=BTC_USD&status=finished&limit=50", "", SECONDS))
                .isEqualTo("55f84ea195d6fe57ce62464daaa7c3c02fa9d1dde954e4c898289c9a2407a3d6"
                        + "fb3faf24deff16790d726b66ac9f74526668b13bd01029199cc4fcc522418b8a");
    }

    @Test
    void anOrderIsSignedAsTheDocumentationSays() {
        assertThat(signer.ofRequest(
                        "POST",
                        "/api/v4/futures/orders",
                        "",
                        "{\"contract\":\"BTC_USD\",\"type\":\"limit\",\"size\":100,\"price\":6800,\"time_in_force\":\"gtc\"}",
                        SECONDS))
                .isEqualTo("eae42da914a590ddf727473aff25fc87d50b64783941061f47a3fdb92742541f"
                        + "c4c2c14017581b4199a1418d54471c269c03a38d788d802e2c306c37636389f0");
    }

    @Test
    void aSubscriptionIsSignedOverChannelEventAndTime() {
        assertThat(signer.ofSubscription("spot.orders", "subscribe", 1_611_541_000))
                .hasSize(128)
                .matches("[0-9a-f]+")
                .isNotEqualTo(signer.ofSubscription("spot.orders", "subscribe", 1_611_541_001));
    }

    @Test
    void theSignerShowsNoSecret() {
        assertThat(new ApiKey(new Secret("the-key"), new Secret("the-secret")).toString())
                .doesNotContain("the-key", "the-secret");
    }
}
