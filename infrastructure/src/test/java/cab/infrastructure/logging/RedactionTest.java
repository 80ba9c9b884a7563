package cab.infrastructure.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static final String CANARY = "kanarienvogel/+42";

    private final Redaction redaction = new Redaction();

    @Test
    void aRegisteredValueIsMaskedInEveryUsualEncoding() {
        redaction.register(CANARY);
        byte[] bytes = CANARY.getBytes(StandardCharsets.UTF_8);
        String line = String.join(
                " ",
                CANARY,
                "kanarienvogel%2F%2B42",
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes));

        assertThat(redaction.of(line)).matches("\\*\\*\\* \\*\\*\\* \\*\\*\\*=? \\*\\*\\* \\*\\*\\* \\*\\*\\*");
    }

    @Test
    void aSecretThatContainsAnotherLeavesNoRest() {
        redaction.register("abcd");
        redaction.register("xxabcdyy");

        assertThat(redaction.of("it is xxabcdyy, not abcd")).isEqualTo("it is ***, not ***");
    }

    @Test
    void threeCharactersAreAWordAndFourASecret() {
        redaction.register("abc");
        redaction.register("wxyz");

        assertThat(redaction.of("abc wxyz")).isEqualTo("abc ***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer hunter2hunter2",
                "authorization=[Basic aHVudGVyMmh1bnRlcjI=]",
                "{\"Authorization\":\"Bearer hunter2hunter2\"}",
                "sent with bearer hunter2hunter2",
                "KEY: hunter2hunter2",
                "{KEY=[hunter2hunter2], SIGN=[hunter2hunter2]}",
                "https://api.telegram.org/bot123456789:hunter2hunter2_hunter2hunter2-hunter2/getMe",
                "redis://user:hunter2@example.com:6379/0",
                "/orchestrator/status?token=hunter2",
                "api_key=hunter2&x=1",
                "\"api_secret\" : \"hunter2\"",
                "password=hunter2",
            })
    void whatLooksLikeASecretIsMaskedWhoeverWroteIt(String line) {
        assertThat(redaction.of(line)).contains("***").doesNotContain("hunter2").doesNotContain("aHVudGVyM");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    order denied code=NOTIONAL_EXCEEDS_FREE id=b-1 notional=100 free=99
                    key=value stays
                    http://127.0.0.1:8000/health answered 200
                    Unrecognized token 'x' at line 3
                    the token must have 32 characters
                    12:45:01 and 2026-01-05T12:45:01Z
                    """)
    void ordinaryLinesStayAsTheyAre(String line) {
        assertThat(redaction.of(line)).isEqualTo(line);
    }
}
