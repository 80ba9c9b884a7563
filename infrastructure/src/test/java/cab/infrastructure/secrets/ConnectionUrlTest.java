package cab.infrastructure.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionUrlTest {

    @ParameterizedTest
    @CsvSource({
        "redis://localhost:6379/0,                           redis://localhost:6379/0",
        "redis://:canary@localhost:6379/0,                   redis://:***@localhost:6379/0",
        "postgresql://bot:canary@db:5432/book,               postgresql://bot:***@db:5432/book",
        "jdbc:postgresql://db/book?user=bot&password=canary, jdbc:postgresql://db/book?user=bot&password=***",
        "https://x.example/dxy?apikey=canary&days=1,         https://x.example/dxy?apikey=***&days=1",
        "https://x.example/dxy?days=1#part,                  https://x.example/dxy?days=1#part"
    })
    void whatMayBeSecretIsMasked(String text, String shown) {
        assertThat(new ConnectionUrl(text)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://bot:can@ary@db/book",
                "postgresql://bot:can/ary@db/book",
                "postgresql://bot:can?ary@db/book",
                "postgresql://bot:can#ary@db/book",
                "postgresql://bot:can:ary@db/book"
            })
    void aPasswordWithUnescapedCharactersIsMaskedWhole(String text) {
        assertThat(new ConnectionUrl(text).toString()).doesNotContain("can", "ary");
    }

    @Test
    void whatMayBeSecretIsFoundForTheLogFilter() {
        assertThat(secretsOf("redis://:canary@localhost")).containsExactly("canary");
        assertThat(secretsOf("postgresql://bot:one@db/book?sslpassword=two&user=bot"))
                .containsExactly("one", "two");
        assertThat(secretsOf("redis://localhost")).isEmpty();
        assertThat(secretsOf("redis://bot@localhost")).isEmpty();
        assertThat(secretsOf("redis://bot:@localhost?key=")).isEmpty();
    }

    private static List<String> secretsOf(String text) {
        return new ConnectionUrl(text).secrets().stream().map(Secret::reveal).toList();
    }

    @Test
    void theSchemeIsWhatStandsBeforeTheAddress() {
        assertThat(new ConnectionUrl("jdbc:postgresql://db/book").scheme()).isEqualTo("postgresql");
        assertThat(new ConnectionUrl("REDISS://db").scheme()).isEqualTo("rediss");
        assertThat(new ConnectionUrl("localhost:6379").scheme()).isEmpty();
    }

    @Test
    void whoConnectsGetsTheWholeAddress() {
        assertThat(new ConnectionUrl("redis://:canary@localhost").reveal()).isEqualTo("redis://:canary@localhost");
    }
}
