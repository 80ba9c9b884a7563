package cab.infrastructure.html;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML: text and attributes are always escaped, and what was opened is closed in order. Names of elements and
 * attributes are the program's own. Owned by one thread.
 */
public final class HtmlWriter {

    private final StringBuilder html = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; attributes are names and values in turn. */
    @CanIgnoreReturnValue
    public HtmlWriter open(String element, String... attributes) {
        tag(element, attributes);
        open.push(element);
        return this;
    }

    /** Closes the element that was opened last. */
    @CanIgnoreReturnValue
    public HtmlWriter close() {
        html.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element with nothing in it that is not closed, or a drawn shape. */
    @CanIgnoreReturnValue
    public HtmlWriter single(String element, String... attributes) {
        tag(element, attributes);
        if (!element.equals("meta") && !element.equals("link") && !element.equals("br")) {
            html.append("</").append(element).append('>');
        }
        return this;
    }

    /** An element with text alone. */
    @CanIgnoreReturnValue
    public HtmlWriter element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    @CanIgnoreReturnValue
    public HtmlWriter text(String text) {
        html.append(escaped(text));
        return this;
    }

    /** Takes what another writer has written. */
    @CanIgnoreReturnValue
    public HtmlWriter add(HtmlWriter finished) {
        html.append(finished.html());
        return this;
    }

    /** Content that is not HTML: a style, a script or data, whose own writer answers for it. */
    @CanIgnoreReturnValue
    HtmlWriter verbatim(String content) {
        html.append(content);
        return this;
    }

    /**
     * What was written.
     *
     * @throws IllegalStateException while an element is open
     */
    public String html() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("every element must be closed, open was " + open);
        }
        return html.toString();
    }

    private void tag(String element, String... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("every attribute must have a value");
        }
        html.append('<').append(element);
        for (int index = 0; index < attributes.length; index += 2) {
            html.append(' ')
                    .append(attributes[index])
                    .append("=\"")
                    .append(escaped(attributes[index + 1]))
                    .append('"');
        }
        html.append('>');
    }

    /** {@code text} as it may stand between tags and in double quotes. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            switch (character) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(isAllowed(character) ? character : '\uFFFD');
            }
        }
        return safe.toString();
    }

    private static boolean isAllowed(char character) {
        return character >= ' ' || character == '\n' || character == '\t';
    }
}
