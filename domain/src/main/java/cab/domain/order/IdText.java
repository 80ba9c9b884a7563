package cab.domain.order;

/** What texts that name bots, orders and fills are made of. Each is asked for every order, so nothing is allocated. */
final class IdText {

    private IdText() {}

    /** Whether all of {@code text} is printable ASCII without spaces. */
    static boolean isPrintable(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character <= ' ' || character >= 127) {
                return false;
            }
        }
        return true;
    }

    /** Whether all of {@code text} is letters and digits of ASCII and characters of {@code punctuation}. */
    static boolean isWord(String text, String punctuation) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (!isLetterOrDigit(character) && punctuation.indexOf(character) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char character) {
        return (character >= '0' && character <= '9')
                || (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z');
    }
}
