package cab.domain.strategy;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Helps who misspelt a name: lists the known ones and points at the nearest. */
final class NameSuggestion {

    private static final int LENGTH_MAX = 64;

    private NameSuggestion() {}

    /** Such as {@code known are ema_cross, rsi; did you mean ema_cross?}. */
    static String among(String given, List<String> known) {
        String listed = known.isEmpty() ? "none are known" : "known are " + String.join(", ", known);
        String lowered = given.toLowerCase(Locale.ROOT);
        if (lowered.length() > LENGTH_MAX) {
            return listed;
        }
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(lowered, name)))
                .filter(name -> distance(lowered, name) <= Math.max(2, name.length() / 3))
                .map(name -> listed + "; did you mean " + name + "?")
                .orElse(listed);
    }

    /** How many letters must be added, removed or replaced to turn one word into the other. */
    static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        int[] current = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            current[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int replaced = previous[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, Math.min(previous[column], current[column - 1]) + 1);
            }
            int[] spare = previous;
            previous = current;
            current = spare;
        }
        return previous[other.length()];
    }
}
