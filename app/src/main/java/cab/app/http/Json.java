package cab.app.http;

import cab.domain.money.Money;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** How answers are written: amounts as decimal text, absent values as null. */
final class Json {

    static final String TYPE = "application/json;charset=utf-8";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The number without exponent; its currency is told by the symbol. */
    static String amount(Money money) {
        return money.amount().toPlainString();
    }

    static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsString(tree).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree can always be written", impossible);
        }
    }

    static void answer(Context request, int status, JsonNode tree) {
        request.status(status).contentType(TYPE).result(bytes(tree));
    }
}
