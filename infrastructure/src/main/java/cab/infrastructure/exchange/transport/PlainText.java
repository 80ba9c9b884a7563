package cab.infrastructure.exchange.transport;

/** Text from outside, made fit for logs and reports: printable ASCII of limited length. */
public final class PlainText {

    private static final int LENGTH_MAX = 200;

    private PlainText() {}

    public static String of(String text) {
        String shortened = text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX) + "..." : text;
        StringBuilder plain = new StringBuilder(shortened.length());
        for (int index = 0; index < shortened.length(); index++) {
            char character = shortened.charAt(index);
            plain.append(character >= ' ' && character < 127 ? character : '?');
        }
        return plain.toString();
    }
}
