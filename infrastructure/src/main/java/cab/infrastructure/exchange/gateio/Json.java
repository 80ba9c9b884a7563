package cab.infrastructure.exchange.gateio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Reads and writes the exchange's JSON with narrow limits: size, depth, length of numbers. A field that is missing,
 * null or no number where one must be is a {@link GateioFault}, never a default.
 */
final class Json {

    /** The most that one answer or message may have. */
    static final int BYTES_MAX = 4 * 1024 * 1024;

    private static final int NUMBER_LENGTH_MAX = 64;
    private static final int DEPTH_MAX = 16;
    private static final int DIGITS_MAX = 60;
    private static final int SCALE_MAX = 40;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxNumberLength(NUMBER_LENGTH_MAX)
                            .maxStringLength(BYTES_MAX)
                            .maxDocumentLength(BYTES_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** @throws GateioFault when it is no JSON, or too much of it */
    static JsonNode read(byte[] bytes) {
        try {
            JsonNode tree = MAPPER.readTree(bytes);
            if (tree == null || tree.isMissingNode()) {
                throw new GateioFault("the answer is empty");
            }
            return tree;
        } catch (IOException unreadable) {
            throw new GateioFault("the answer is not readable JSON");
        }
    }

    /** The field as text; numbers as they are written. */
    static String text(JsonNode object, String field) {
        return textIfAny(object, field).orElseThrow(() -> new GateioFault("the answer has no field " + field));
    }

    /** The field as text, or empty when it is missing, null or empty. */
    static Optional<String> textIfAny(JsonNode object, String field) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (value.isContainerNode()) {
            throw new GateioFault("field " + field + " is not a text");
        }
        String text = value.asText();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    static BigDecimal decimal(JsonNode object, String field) {
        return decimalOf(field, text(object, field));
    }

    static Optional<BigDecimal> decimalIfAny(JsonNode object, String field) {
        return textIfAny(object, field).map(text -> decimalOf(field, text));
    }

    /**
     * The number written in {@code text}, refused when calculating with it could take noticeable time.
     *
     * @param field for the message
     */
    static BigDecimal decimalOf(String field, String text) {
        if (text.length() > NUMBER_LENGTH_MAX) {
            throw new GateioFault("field " + field + " is too long to be a number");
        }
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException malformed) {
            throw new GateioFault("field " + field + " is not a number: " + PlainText.of(text));
        }
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (number.precision() > DIGITS_MAX || Math.abs((long) number.scale()) > SCALE_MAX) {
            throw new GateioFault("field " + field + " is no number of ordinary size");
        }
        return number;
    }

    /** The elements of an array. */
    static Iterable<JsonNode> elements(JsonNode array) {
        if (!array.isArray()) {
            throw new GateioFault("the answer is not a list");
        }
        return array;
    }
}
