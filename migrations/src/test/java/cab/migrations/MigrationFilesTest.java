package cab.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A migration that has been released has run somewhere: it is never edited, the next one mends it. A new file is added
 * to the list with the checksum that the failing test shows.
 */
final class MigrationFilesTest {

    private static final Path ROOT = Path.of("src", "main", "resources", "db", "migration");

    /** The first 16 digits of the SHA-256 of each file. */
    private static final Map<String, String> CHECKSUMS = Map.of(
            "common/V002__index_what_start_and_reports_read.sql",
            "9b76f4f57c51e2d3",
            "sqlite/V001__create_the_order_journal.sql",
            "131b133525881fd8",
            "sqlite/V003__create_balances_bots_and_snapshots.sql",
            "61aeea6aaf5dc997",
            "sqlite/V004__remember_the_peak_of_equity.sql",
            "393c1f9d8844bcfb",
            "sqlite/V005__keep_mandates_and_lot_checkpoints.sql",
            "861af42a47f584f1",
            "sqlite/V006__remember_a_wanted_sale.sql",
            "d84ffd9dd94fbbc6");

    @Test
    void filesAreNeitherEditedNorRemoved() throws Exception {
        SortedMap<String, String> found = new TreeMap<>();
        for (Path file : migrations()) {
            found.put(ROOT.relativize(file).toString().replace('\\', '/'), checksum(file));
        }

        assertThat(found).containsExactlyInAnyOrderEntriesOf(CHECKSUMS);
    }

    @Test
    void namesSayWhatAMigrationDoes() throws IOException {
        assertThat(migrations())
                .extracting(file -> file.getFileName().toString())
                .allMatch(name -> name.matches("V\\d{3}__[a-z]+(_[a-z0-9]+)+\\.sql"));
    }

    @Test
    void aVersionIsUsedOnceForEachDatabase() throws IOException {
        for (String database : List.of("sqlite", "postgresql")) {
            assertThat(migrations())
                    .filteredOn(
                            file -> file.startsWith(ROOT.resolve("common")) || file.startsWith(ROOT.resolve(database)))
                    .extracting(file -> file.getFileName().toString().substring(0, 4))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void sqliteTablesAreStrictAndNothingIsKeptInFloats() throws IOException {
        for (Path file : migrations()) {
            String text = Files.readString(file);
            if (file.startsWith(ROOT.resolve("sqlite"))) {
                assertThat(occurrences(text, ") STRICT;"))
                        .as("strict tables in %s", file)
                        .isEqualTo(occurrences(text, "CREATE TABLE"));
            }
            assertThat(text).as(file.toString()).doesNotContainPattern("\\b(REAL|FLOAT|DOUBLE)\\b");
        }
    }

    private static List<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    /** Of the text, whatever line ends a checkout gave it. */
    private static String checksum(Path file) throws IOException, NoSuchAlgorithmException {
        byte[] text = Files.readString(file).replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text))
                .substring(0, 16);
    }

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
