package cab.infrastructure.logging;

import java.util.Locale;

/**
 * Text of others made safe to print: no character of it can end the line, move the cursor, colour or reorder what
 * stands beside it.
 */
final class PlainText {

    private static final int LENGTH_MAX = 8_192;

    private PlainText() {}

    /** {@code text} on one line, control and direction characters escaped, cut when it is longer than 8192. */
    static String of(String text) {
        int length = Math.min(text.length(), LENGTH_MAX);
        StringBuilder plain = new StringBuilder(length + 16);
        for (int index = 0; index < length; index++) {
            append(plain, text.charAt(index));
        }
        if (length < text.length()) {
            plain.append("… (").append(text.length()).append(" characters)");
        }
        return plain.toString();
    }

    private static void append(StringBuilder plain, char character) {
        switch (character) {
            case '\n' -> plain.append("\\n");
            case '\r' -> plain.append("\\r");
            case '\t' -> plain.append("\\t");
            default -> {
                if (isUnsafe(character)) {
                    plain.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
                } else {
                    plain.append(character);
                }
            }
        }
    }

    private static boolean isUnsafe(char character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
