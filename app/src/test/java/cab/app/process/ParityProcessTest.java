package cab.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorded run of the real program on paper, killed and started again meanwhile, and its replay. */
final class ParityProcessTest {

    private static final String PRICE = "\"in\":\"price\"";

    private final Path folder;

    ParityProcessTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aReplayDoesWhatWasRecordedAndATamperedPriceIsFoundWhereItIs() throws Exception {
        record();

        try (CabProcess replay = replay("run.jsonl")) {
            assertThat(replay.exitCode()).isZero();
            assertThat(replay.rest())
                    .matches("identical: [1-9]\\d* decisions, [1-9]\\d* orders \\(\\d+ events, 2 starts\\)\\s*");
        }

        long tampered = tamper();
        try (CabProcess replay = replay("tampered.jsonl")) {
            assertThat(replay.exitCode()).isEqualTo(1);
            assertThat(replay.rest())
                    .startsWith("different from event " + tampered + " on, at ")
                    .contains("  recorded  ")
                    .contains("  replayed  ")
                    .contains("before it:\n");
        }
    }

    private void record() throws Exception {
        try (CabProcess killed = start()) {
            String _ = killed.awaitLine("a purchase", line -> line.contains(" bought "));
            String _ = killed.awaitLine("a sale", line -> line.contains(" sold "));
            killed.kill();
        }
        try (CabProcess stopped = start()) {
            String _ = stopped.awaitLine("a purchase", line -> line.contains(" bought "));
            String _ = stopped.awaitLine("a sale", line -> line.contains(" sold "));
            String _ = stopped.awaitLine("another purchase", line -> line.contains(" bought "));
            int _ = stopped.terminate();
        }
    }

    private CabProcess start() throws Exception {
        Map<String, String> settings = KillSoak.busyTrading();
        settings.put("RECORD_FILE", "run.jsonl");
        settings.put("SIM_SPEED", "1800");
        return CabProcess.start(folder, settings);
    }

    private CabProcess replay(String file) throws Exception {
        return CabProcess.start(folder, Map.of(), "backtest", "--replay", file);
    }

    /** Lets the price fall to nearly nothing while something is held; the number of that line. */
    private long tamper() throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("run.jsonl")));
        boolean holding = false;
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            if (holding && line.contains(PRICE)) {
                lines.set(index, line.replaceAll("\"price\":\"[0-9.]+\"", "\"price\":\"1.0\""));
                Path _ = Files.write(folder.resolve("tampered.jsonl"), lines);
                return index + 1L;
            }
            // A stop is armed: the cycle wants to be told when the price falls to it.
            holding = line.contains("watch below ") ? !line.contains("watch below 0.0") : holding;
        }
        throw new AssertionError("nothing was held when a price came");
    }
}
