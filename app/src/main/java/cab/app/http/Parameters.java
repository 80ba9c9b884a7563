package cab.app.http;

import cab.domain.market.Symbol;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a request says, read with limits and without guessing. */
final class Parameters {

    private static final int BODY_MAX = 64 * 1024;
    private static final int TEXT_MAX = 200;
    private static final Duration BODY_TIME_MAX = Duration.ofSeconds(5);

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxStringLength(8_192)
                            .maxNumberLength(64)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Parameters() {}

    /** The symbol that was named, when one was. */
    static Optional<Symbol> symbol(Context request) {
        return single(request, "symbol").map(Parameters::symbolOf);
    }

    static Symbol requiredSymbol(Context request) {
        return symbol(request)
                .orElseThrow(() -> ApiError.malformed("the parameter symbol is missing; such as ?symbol=BTC/USDT"));
    }

    private static Symbol symbolOf(String text) {
        try {
            return Symbol.of(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException notASymbol) {
            throw ApiError.malformed("the parameter symbol must look like BTC/USDT");
        }
    }

    /** A whole number from 1 to {@code max}; {@code otherwise} when none was given. */
    static int count(Context request, String name, int otherwise, int max) {
        Optional<String> text = single(request, name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.get().matches("[0-9]{1,9}")) {
            throw ApiError.malformed("the parameter " + name + " must be a whole number");
        }
        int count = Integer.parseInt(text.get());
        if (count < 1 || count > max) {
            throw ApiError.refused("the parameter " + name + " must be within 1.." + max);
        }
        return count;
    }

    private static Optional<String> single(Context request, String name) {
        List<String> values = request.queryParams(name);
        if (values.size() > 1) {
            throw ApiError.malformed("the parameter " + name + " must be given once");
        }
        return values.stream().filter(value -> !value.isBlank()).findFirst();
    }

    /** The JSON object of the body; an empty one when there is no body. */
    static ObjectNode body(Context request, Set<String> known) {
        byte[] bytes = bytes(request);
        if (bytes.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        requireJson(request);
        JsonNode tree = parsed(bytes);
        if (!(tree instanceof ObjectNode object)) {
            throw ApiError.refused("the body must be a JSON object");
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw ApiError.refused("the body may only have the fields " + String.join(", ", known));
            }
        });
        return object;
    }

    private static void requireJson(Context request) {
        String type = request.contentType();
        String bare = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!bare.equals("application/json") || request.header("Content-Encoding") != null) {
            throw ApiError.unsupported("the body must be application/json, without Content-Encoding");
        }
    }

    private static JsonNode parsed(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException malformed) {
            throw ApiError.malformed("the body is not valid JSON");
        } catch (IOException impossible) {
            throw new IllegalStateException("memory cannot fail to be read", impossible);
        }
    }

    private static byte[] bytes(Context request) {
        if (request.req().getContentLengthLong() > BODY_MAX) {
            throw ApiError.tooLarge("the body must have at most " + BODY_MAX + " bytes");
        }
        try {
            return bytesInTime(request.req().getInputStream());
        } catch (IOException broken) {
            throw ApiError.malformed("the body did not arrive as a whole");
        }
    }

    /** A body that comes byte by byte is not waited for: each read ends with the idle time, all together with this. */
    private static byte[] bytesInTime(InputStream stream) throws IOException {
        long deadline = System.nanoTime() + BODY_TIME_MAX.toNanos();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] part = new byte[4_096];
        int count = stream.read(part);
        while (count >= 0) {
            bytes.write(part, 0, count);
            if (bytes.size() > BODY_MAX) {
                throw ApiError.tooLarge("the body must have at most " + BODY_MAX + " bytes");
            }
            if (System.nanoTime() > deadline) {
                throw ApiError.ofStatus(408);
            }
            count = stream.read(part);
        }
        return bytes.toByteArray();
    }

    /** A text field of the body. */
    static String text(ObjectNode body, String name, String otherwise) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > TEXT_MAX) {
            throw ApiError.refused("the field " + name + " must be a text of 1.." + TEXT_MAX + " characters");
        }
        return value.textValue();
    }
}
