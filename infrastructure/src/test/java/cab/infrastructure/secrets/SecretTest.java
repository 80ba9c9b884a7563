package cab.infrastructure.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class SecretTest {

    private final Secret secret = new Secret("canary-7f3a");

    @Test
    void itNeverPrintsItself() {
        assertThat(secret).hasToString("***");
        assertThat("token=" + secret).isEqualTo("token=***");
        assertThat(new FileReading.Read("canary-7f3a").toString()).doesNotContain("canary");
    }

    @Test
    void aSerialiserFindsNothingToWrite() {
        assertThatThrownBy(() -> new ObjectMapper().writeValueAsString(secret)).hasMessageNotContaining("canary");
    }

    @Test
    void itMatchesItsOwnTextAlone() {
        assertThat(secret.matches("canary-7f3a")).isTrue();
        assertThat(secret.matches("canary-7f3b")).isFalse();
        assertThat(secret.matches("canary-7f3")).isFalse();
        assertThat(secret.matches("canary-7f3a ")).isFalse();
        assertThat(secret.matches("")).isFalse();
    }

    @Test
    void itsHashSaysNothingOfItsText() {
        assertThat(secret).isNotEqualTo(new Secret("canary-7f3a"));
        assertThat(secret.reveal()).isEqualTo("canary-7f3a");
        assertThat(secret.length()).isEqualTo(11);
    }

    @Test
    void anEmptySecretCannotExistAndSoNeverMatchesAnEmptyAnswer() {
        assertThatThrownBy(() -> new Secret("")).isInstanceOf(IllegalArgumentException.class);
    }
}
