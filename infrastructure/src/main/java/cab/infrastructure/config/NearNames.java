package cab.infrastructure.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which known names a mistyped one may have meant. */
final class NearNames {

    private static final int SUGGESTIONS_MAX = 3;
    private static final int LENGTH_MAX = 100;

    private NearNames() {}

    /** {@code "; did you mean X or Y?"}, or nothing when no known name is near. */
    static String question(String name, Collection<String> known) {
        return asQuestion(of(name, known));
    }

    /** {@code "; did you mean X or Y?"}, or nothing when there are no names. */
    static String asQuestion(List<String> names) {
        return names.isEmpty() ? "" : "; did you mean " + String.join(" or ", names) + "?";
    }

    /**
     * The nearest of {@code known}, at most a third of the letters away; those of the same length first, then in the
     * order given.
     */
    static List<String> of(String name, Collection<String> known) {
        if (name.length() > LENGTH_MAX) {
            return List.of();
        }
        int reach = Math.max(1, name.length() / 3);
        int nearest = known.stream()
                .mapToInt(candidate -> distance(name, candidate))
                .min()
                .orElse(Integer.MAX_VALUE);
        if (nearest > reach) {
            return List.of();
        }
        return known.stream()
                .filter(candidate -> distance(name, candidate) == nearest)
                .sorted(Comparator.comparing(candidate -> candidate.length() != name.length()))
                .limit(SUGGESTIONS_MAX)
                .toList();
    }

    /** How many letters must be put in, left out, replaced or swapped with their neighbour; case does not count. */
    static int distance(String left, String right) {
        String from = left.toLowerCase(Locale.ROOT);
        String to = right.toLowerCase(Locale.ROOT);
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : fewest(steps, from, to, i, j);
            }
        }
        return steps[from.length()][to.length()];
    }

    private static int fewest(int[][] steps, String from, String to, int i, int j) {
        int replaced = steps[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(replaced, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(fewest, steps[i - 2][j - 2] + 1) : fewest;
    }
}
