package cab.infrastructure.exchange.server.bybit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/** Reads and writes the documents of this exchange. Stateless, thread-safe. */
final class BybitJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private BybitJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
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
            throw BybitError.wrong("the request is no JSON");
        }
    }

    /** The value of a member; what is null or empty counts as absent. */
    static Optional<String> member(JsonNode body, String name) {
        JsonNode value = body.path(name);
        return value.isValueNode() && !value.isNull()
                ? Optional.of(value.asText()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    static String required(JsonNode body, String name) {
        return member(body, name).orElseThrow(() -> BybitError.wrongParameter(name));
    }
}
