package cab.infrastructure.storage;

import static cab.application.port.JournalFixtures.BOT;
import static cab.application.port.JournalFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was said to be durable is there after the process was killed in the middle of its writing. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class SqliteCrashTest {

    private static final int DEATHS = 3;
    private static final int ANSWERS_BEFORE_DEATH = 150;

    @TempDir
    private Path folder;

    @Test
    void everyDurableIntentSurvivesASuddenDeath() throws Exception {
        Path file = folder.resolve("bot.sqlite3");
        Set<String> durable = new LinkedHashSet<>();
        for (int death = 0; death < DEATHS; death++) {
            durable.addAll(writeUntilKilled(file, death * 100L));

            try (SqliteDatabase database = SqliteDatabase.open(file.toString());
                    SqliteOrderJournal journal = SqliteOrderJournal.open(
                            database, new VenueAccount("gateio", "paper"), InstantSource.fixed(NOON))) {
                Set<String> found = journal.load(BOT).orders().stream()
                        .map(order -> order.clientOrderId().value())
                        .collect(Collectors.toSet());
                assertThat(found).containsAll(durable);
                assertThat(new SqliteMaintenance(database).integrityProblems()).isEmpty();
            }
        }
        assertThat(durable).hasSizeGreaterThanOrEqualTo(DEATHS * ANSWERS_BEFORE_DEATH);
    }

    private static Set<String> writeUntilKilled(Path file, long offsetSeconds)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JournallingProcess.class.getName(),
                        file.toString(),
                        Long.toString(offsetSeconds))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
            Set<String> durable = new LinkedHashSet<>();
            String line = output.readLine();
            while (line != null) {
                // The last line may be cut off.
                if (line.endsWith(JournallingProcess.DURABLE)) {
                    durable.add(line.replace(JournallingProcess.DURABLE, ""));
                }
                if (durable.size() == ANSWERS_BEFORE_DEATH) {
                    // Of the handle, because the process would close its output as well.
                    process.toHandle().destroyForcibly();
                }
                line = output.readLine();
            }
            return durable;
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
