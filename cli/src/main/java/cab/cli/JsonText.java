package cab.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one JSON document that a command prints with {@code --json}. Thread-safe. */
public final class JsonText {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonText() {}

    /** Prints {@code document}: maps, lists, texts, numbers, booleans. Amounts are texts already. */
    public static void print(Map<String, ? extends @Nullable Object> document, PrintWriter out) {
        try {
            out.println(MAPPER.writeValueAsString(document));
            out.flush();
        } catch (JsonProcessingException unprintable) {
            throw new IllegalArgumentException("document must be made of plain values", unprintable);
        }
    }
}
