package cab.infrastructure.exchange.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import cab.infrastructure.exchange.transport.ApiKey;
import cab.infrastructure.secrets.Secret;
import org.junit.jupiter.api.Test;

/** Signatures; the texts are those of the documentation, the expected values were computed by another program. */
final class BybitSignerTest {

    private final BybitSigner signer = new BybitSigner(new ApiKey(new Secret("XXXXXXXXXX"), new Secret("the-secret")));

    @Test
    void aRequestIsSignedWithTimeKeyWindowAndQuery() {
        assertThat(signer.ofRequest(1_658_384_314_791L, 5_000, "category=option&symbol=BTC-29JUL22-25000-C"))
                .isEqualTo("35af2661b4da3660a374c182dddb6213c34e45d3f4e53d793718bf69bf3022f1");
    }

    @Test
    void aLoginIsSignedWithItsEnd() {
        assertThat(signer.ofLogin(1_662_350_400_000L))
                .isEqualTo("c23f59f497225a4188a1cc4e929e53b4cfb0a3f7c49592712786e87cc98f0038");
    }

    @Test
    void aBitOfTheContentChangesTheSignature() {
        assertThat(signer.ofRequest(1, 5_000, "a=1")).isNotEqualTo(signer.ofRequest(1, 5_000, "a=2"));
        assertThat(signer.ofRequest(1, 5_000, "a=1")).isNotEqualTo(signer.ofRequest(2, 5_000, "a=1"));
    }
}
