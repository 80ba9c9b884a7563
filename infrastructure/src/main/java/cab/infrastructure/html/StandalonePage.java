package cab.infrastructure.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A page in one file that asks the network for nothing. Its content security policy allows its own style and its own
 * script, where it has one, by their hashes, and nothing else. Owned by one thread.
 */
public final class StandalonePage {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String title;
    private final String style;
    private final StringBuilder script = new StringBuilder();
    private final Map<String, String> data = new LinkedHashMap<>();

    /** An empty page with the common style. */
    public StandalonePage(String title) {
        this.title = title;
        this.style = resource(StandalonePage.class, "page.css");
    }

    /** Adds a script that lies beside {@code owner}; scripts run when the page is there, in this order. */
    @CanIgnoreReturnValue
    public StandalonePage script(Class<?> owner, String name) {
        script.append(resource(owner, name));
        return this;
    }

    /** Adds numbers and texts for scripts, which find them as JSON in the element of this id. */
    @CanIgnoreReturnValue
    public StandalonePage data(String id, Object content) {
        try {
            // Within a script element nothing but the end of it has a meaning.
            data.put(id, JSON.writeValueAsString(content).replace("<", "\\u003c"));
        } catch (JsonProcessingException unprintable) {
            throw new IllegalArgumentException("data must be made of plain values", unprintable);
        }
        return this;
    }

    /** The whole page around {@code body}. */
    public String with(HtmlWriter body) {
        String code = script.toString();
        HtmlWriter page = new HtmlWriter();
        page.open("html", "lang", "en");
        page.open("head")
                .single("meta", "charset", "utf-8")
                .single(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src '"
                                + hash(style) + "'" + (code.isEmpty() ? "" : "; script-src '" + hash(code) + "'"))
                .single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .single("meta", "name", "color-scheme", "content", "light dark")
                .single("meta", "name", "referrer", "content", "no-referrer")
                .single("link", "rel", "icon", "href", "data:,");
        page.element("title", title);
        page.open("style").verbatim(style).close().close();
        page.open("body").add(body);
        data.forEach((id, json) -> page.open("script", "type", "application/json", "id", id)
                .verbatim(json)
                .close());
        if (!code.isEmpty()) {
            page.open("script").verbatim(code).close();
        }
        page.close().close();
        return "<!doctype html>\n" + page.html() + "\n";
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    private static String resource(Class<?> owner, String name) {
        try (InputStream stream = owner.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the program is built without " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("the program cannot read its own " + name, broken);
        }
    }
}
