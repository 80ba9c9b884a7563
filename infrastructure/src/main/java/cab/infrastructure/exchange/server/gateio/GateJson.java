package cab.infrastructure.exchange.server.gateio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Reads and writes JSON, and times as Gate.io writes them. Stateless, thread-safe. */
final class GateJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private GateJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree can be written", impossible);
        }
    }

    /** The document, when these bytes are one. */
    static JsonNode parsed(byte[] body) {
        try {
            JsonNode document = MAPPER.readTree(body);
            return document == null ? MAPPER.missingNode() : document;
        } catch (IOException malformed) {
            throw new GateError(400, "INVALID_REQUEST_BODY", "Invalid request body");
        }
    }

    /** Seconds of a time in milliseconds. */
    static String seconds(long epochMs) {
        return Long.toString(epochMs / 1_000);
    }
}
