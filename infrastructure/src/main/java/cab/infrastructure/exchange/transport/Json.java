package cab.infrastructure.exchange.transport;

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
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Reads and writes the exchange's JSON with narrow limits: size, depth, length of numbers. A field that is missing,
 * null or no number where one must be is a {@link ExchangeFault}, never a default.
 */
public final class Json {

    /** The most that one answer or message may have. */
    public static final int BYTES_MAX = 4 * 1024 * 1024;

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

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * The document in {@code bytes}.
     *
     * @throws ExchangeFault when it is no JSON, or too much of it
     */
    public static JsonNode read(byte[] bytes) {
        try {
            JsonNode tree = MAPPER.readTree(bytes);
            if (tree == null || tree.isMissingNode()) {
                throw new ExchangeFault("the answer is empty");
            }
            return tree;
        } catch (IOException unreadable) {
            throw new ExchangeFault("the answer is not readable JSON");
        }
    }

    /** The field as text; numbers as they are written. */
    public static String text(JsonNode object, String field) {
        return textIfAny(object, field).orElseThrow(() -> new ExchangeFault("the answer has no field " + field));
    }

    /** The field as text, or empty when it is missing, null or empty. */
    public static Optional<String> textIfAny(JsonNode object, String field) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (value.isContainerNode()) {
            throw new ExchangeFault("field " + field + " is not a text");
        }
        String text = value.asText();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    public static BigDecimal decimal(JsonNode object, String field) {
        return decimalOf(field, text(object, field));
    }

    public static Optional<BigDecimal> decimalIfAny(JsonNode object, String field) {
        return textIfAny(object, field).map(text -> decimalOf(field, text));
    }

    /**
     * The number written in {@code text}, refused when calculating with it could take noticeable time.
     *
     * @param field for the message
     */
    public static BigDecimal decimalOf(String field, String text) {
        if (text.length() > NUMBER_LENGTH_MAX) {
            throw new ExchangeFault("field " + field + " is too long to be a number");
        }
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException malformed) {
            throw new ExchangeFault("field " + field + " is not a number: " + PlainText.of(text));
        }
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (number.precision() > DIGITS_MAX || Math.abs((long) number.scale()) > SCALE_MAX) {
            throw new ExchangeFault("field " + field + " is no number of ordinary size");
        }
        return number;
    }

    /** The whole number in {@code text}, or empty when there is none. */
    public static OptionalLong wholeIfAny(Optional<String> text) {
        return text.filter(digits -> digits.matches("-?\\d{1,15}")).stream()
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    /** The elements of an array. */
    public static Iterable<JsonNode> elements(JsonNode array) {
        if (!array.isArray()) {
            throw new ExchangeFault("the answer is not a list");
        }
        return array;
    }

    /** What the domain refuses to be an amount or a name is an answer that cannot be read. */
    public static <T> T fitting(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException unfit) {
            throw new ExchangeFault("the answer does not fit: " + PlainText.of(String.valueOf(unfit.getMessage())));
        }
    }
}
