package cab.infrastructure.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogLinesTest {

    private static final String FORGED = "one\r\n2026-01-05T00:00:00Z ERROR Forged: line\u001b[31m\u202e";

    private final LoggerContext context = new LoggerContext();
    private final Redaction redaction = new Redaction();

    LogLinesTest() {
        redaction.register("canary-secret");
    }

    @Test
    void aTextLineHasTimeLevelPlaceAndMessage() {
        String line = text(event("candle came", null));

        assertThat(line).isEqualTo("2026-01-05T12:45:01Z WARN  Feed: candle came symbol=BTC/USDT\n");
    }

    @Test
    void textOfOthersCannotForgeALine() {
        String line = text(event(FORGED, new IllegalStateException(FORGED)));

        assertThat(line.lines().filter(text -> !text.startsWith(" "))).hasSize(1);
        assertThat(line).doesNotContain("\u001b").doesNotContain("\u202e").contains("one\\r\\n2026", "\\u001b[31m");
    }

    @Test
    void aThrownExceptionKeepsItsCausesAndLosesItsSecrets() {
        Exception thrown = new IllegalStateException("outer", new IOException("Bearer canary-secret"));

        assertThat(text(event("failed for canary-secret", thrown)))
                .contains("IllegalStateException: outer", "caused by java.io.IOException: Bearer ***", "LogLinesTest")
                .doesNotContain("canary-secret");
        assertThat(json(event("failed for canary-secret", thrown))).doesNotContain("canary-secret");
    }

    @Test
    void aJsonLineIsOneObjectOnOneLine() throws IOException {
        String line = json(event(FORGED, new IllegalStateException("x")));

        assertThat(line.strip().lines()).hasSize(1);
        JsonNode object = new ObjectMapper().readTree(line);
        assertThat(object.get("time").asText()).isEqualTo("2026-01-05T12:45:01.250Z");
        assertThat(object.get("level").asText()).isEqualTo("WARN");
        assertThat(object.get("logger").asText()).isEqualTo("cab.test.Feed");
        assertThat(object.get("message").asText()).startsWith("one\\r\\n2026");
        assertThat(object.get("fields").get("symbol").asText()).isEqualTo("BTC/USDT");
        assertThat(object.get("error").get("type").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(object.get("error").get("stack").asText()).contains("LogLinesTest");
    }

    @Test
    void aMessageWithoutEndIsCut() {
        assertThat(text(event("x".repeat(100_000), null)).length()).isLessThan(9_000);
    }

    private String text(LoggingEvent event) {
        return new String(new TextEncoder(redaction).encode(event), StandardCharsets.UTF_8);
    }

    private String json(LoggingEvent event) {
        return new String(new JsonEncoder(redaction).encode(event), StandardCharsets.UTF_8);
    }

    private LoggingEvent event(String message, @Nullable Throwable thrown) {
        Logger logger = context.getLogger("cab.test.Feed");
        LoggingEvent event = new LoggingEvent("here", logger, Level.WARN, message, thrown, new Object[0]);
        event.setInstant(Instant.parse("2026-01-05T12:45:01.250Z"));
        event.setMDCPropertyMap(Map.of("symbol", "BTC/USDT"));
        return event;
    }
}
