package cab.infrastructure.simulation.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code docs/mutants.md}: every mutant, what caught it, and a seed that does. Immutable. */
final class MutantTable {

    static final Path FILE = Path.of("..", "docs", "mutants.md");

    private static final String BEGIN = "| mutant |";
    private static final int SEED_COLUMN = 5;

    private MutantTable() {}

    /**
     * A mutant and what became of it.
     *
     * @param caughtBy the invariants that caught it, and in how many seeds
     * @param seed one that kills it
     * @param tried how many seeds it was run over
     */
    record Row(Mutant mutant, Map<String, Integer> caughtBy, long seed, int tried) {

        Row {
            caughtBy = Map.copyOf(caughtBy);
        }

        private int killed() {
            return caughtBy.values().stream().mapToInt(Integer::intValue).sum();
        }

        /** One line of the table. */
        String line() {
            return "| %s | %s | %s | %s | %d of %d | %d |"
                    .formatted(
                            mutant.name(),
                            mutant.imitates(),
                            mutant.words(),
                            String.join(", ", inOrder()),
                            killed(),
                            tried,
                            seed);
        }

        private List<String> inOrder() {
            return caughtBy.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(each -> each.getKey().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .toList();
        }
    }

    /** The recorded lines by the name of their mutant, in the order of the file. */
    static Map<String, List<String>> recorded() {
        Map<String, List<String>> rows = new TreeMap<>();
        boolean inside = false;
        for (String line : lines()) {
            if (line.startsWith(BEGIN)) {
                inside = true;
            } else if (inside && line.isEmpty()) {
                inside = false;
            } else if (inside && !line.startsWith("| ---")) {
                List<String> cells = new ArrayList<>();
                for (String cell : line.substring(1, line.length() - 1).split("\\|", -1)) {
                    cells.add(cell.strip());
                }
                rows.put(cells.getFirst(), cells);
            }
        }
        return rows;
    }

    /** The seed that is recorded to kill the mutant. */
    static Optional<Long> seedOf(Mutant mutant) {
        return Optional.ofNullable(recorded().get(mutant.name())).map(cells -> Long.valueOf(cells.get(SEED_COLUMN)));
    }

    /** Puts {@code rows} in place of the table of the file; what is around it stays. */
    static void write(List<Row> rows) throws IOException {
        List<String> text = new ArrayList<>();
        boolean inside = false;
        for (String line : lines()) {
            if (line.startsWith(BEGIN)) {
                inside = true;
                text.addAll(head());
                rows.forEach(row -> text.add(row.line()));
            }
            inside = inside && !line.isEmpty();
            if (!inside) {
                text.add(line);
            }
        }
        Files.write(FILE, text);
    }

    /** The table as it is printed. */
    static String print(List<Row> rows) {
        List<String> text = new ArrayList<>(head());
        rows.forEach(row -> text.add(row.line()));
        return String.join("\n", text);
    }

    private static List<String> head() {
        return List.of(
                BEGIN + " imitates | what is wrong | caught by | killed in | seed |",
                "| --- | --- | --- | --- | --- | --- |");
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(FILE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
