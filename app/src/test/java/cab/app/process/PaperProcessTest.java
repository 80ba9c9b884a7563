package cab.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on paper, on its embedded market, with no settings but a free port. */
final class PaperProcessTest {

    private static final Pattern QUANTITY = Pattern.compile("\"quantity\":\"([0-9.]+)\"");

    private final Path folder;

    PaperProcessTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void itBuysAndSellsStopsOnRequestAndGoesOnWithTheSamePosition() throws Exception {
        String held;
        try (CabProcess first = start(Map.of())) {
            String url = first.url();
            String _ = first.awaitLine("a purchase", line -> line.contains(" bought "));
            String _ = first.awaitLine("a sale", line -> line.contains(" sold "));
            String _ = first.awaitLine("another purchase", line -> line.contains(" bought "));
            held = quantity(CabProcess.get(url + "/orchestrator/status?symbol=BTC/USDT"));
            int code = first.terminate();
            assertThat(code).as("exit code on SIGTERM").isIn(0, 143);
            assertThat(first.rest()).contains("stopped");
        }

        try (CabProcess second = start(Map.of("API_TOKEN", "a-token-of-more-than-32-characters-for-tests"))) {
            String url = second.url();
            String _ = second.awaitLine("the start", line -> line.contains("started"));
            String now = quantity(CabProcess.get(url + "/orchestrator/status?symbol=BTC/USDT"));
            assertThat(now).isEqualTo(held);
        }
    }

    @Test
    void aSecondOneOnTheSameDatabaseSaysWhoHoldsIt() throws Exception {
        try (CabProcess first = start(Map.of())) {
            String _ = first.url();
            try (CabProcess second = start(Map.of())) {
                assertThat(second.exitCode()).isEqualTo(75);
                assertThat(second.rest()).contains("another instance");
            }
        }
    }

    @Test
    void afterAKillItStartsAgain() throws Exception {
        try (CabProcess first = start(Map.of())) {
            String _ = first.awaitLine("a purchase", line -> line.contains(" bought "));
            first.kill();
        }

        try (CabProcess second = start(Map.of())) {
            String line = second.awaitLine("the reconciliation", said -> said.contains("reconcil"));
            assertThat(line).doesNotContain("unexplained");
        }
    }

    @Test
    void anAcknowledgedStopOutlivesAKillUntilAnOperatorStartsAgain() throws Exception {
        String token = "a-token-of-more-than-32-characters-for-tests";
        Map<String, String> environment = Map.of("API_TOKEN", token, "SIM_SPEED", "3600");
        try (CabProcess first = start(environment)) {
            String url = first.url();
            String _ = first.awaitLine("a purchase", line -> line.contains(" bought "));
            String answer = CabProcess.post(url + "/orchestrator/stop?symbol=BTC/USDT", token);
            assertThat(answer).contains("\"state\":\"STOPPED\"").contains("\"durable\":true");
            first.kill();
        }

        try (CabProcess second = start(environment)) {
            String url = second.url();
            String told = second.awaitLine("that it is stopped", line -> line.contains("stopped by"));
            assertThat(told).contains("http 127.0.0.1").contains("since").contains("start");
            String status = CabProcess.get(url + "/orchestrator/status?symbol=BTC/USDT");
            assertThat(status).contains("\"state\":\"STOPPED\"").contains("\"level\":\"STOPPED\"");
            // Days of the embedded market: it would have bought many times.
            assertThat(second.endsWithin(5_000)).isFalse();
            String started = CabProcess.post(url + "/orchestrator/start?symbol=BTC/USDT", token);
            assertThat(started).contains("RUNNING");
            assertThat(second.seenUntil("the start", line -> line.contains("started, running")))
                    .noneMatch(line -> line.contains(" bought "));
            String _ = second.awaitLine("a purchase", line -> line.contains(" bought "));
        }
    }

    @Test
    void everyProblemOfTheSettingsIsALineAndNothingStarts() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.env"), "SYMBOLZ=BTC/USDT\nMTF_W_H1=0.9\nAPI_HOST=0.0.0.0\n");
        try (CabProcess refused = start(Map.of(), "run", "--env-file", file.toString())) {
            assertThat(refused.exitCode()).isEqualTo(78);
            assertThat(refused.rest()).contains("SYMBOLS").contains("MTF_W").contains("API_TOKEN");
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void smokeTakesEveryStep() throws Exception {
        try (CabProcess smoke = start(Map.of(), "smoke")) {
            assertThat(smoke.exitCode()).isZero();
            assertThat(smoke.rest())
                    .contains("signal")
                    .contains("risk")
                    .contains("buy")
                    .contains("protect")
                    .contains("sell")
                    .contains("all steps passed");
        }
    }

    @Test
    void smokeNamesTheStepThatFails() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.csv"), "timestamp_ms,open\n");
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        Map<String, String> feed = Map.of("PRICE_FEED", "replay", "REPLAY_FILE", broken.toString());

        assertFails("data", feed);
        assertFails("storage", Map.of("DB_PATH", file.resolve("book.sqlite3").toString()));
        assertFails("settings", Map.of("SIM_SPEED", "fast"));
    }

    private void assertFails(String step, Map<String, String> environment) throws Exception {
        try (CabProcess smoke = start(environment, "smoke")) {
            assertThat(smoke.exitCode()).as(step).isEqualTo(1);
            assertThat(smoke.rest()).contains("step " + step + " failed");
        }
    }

    private CabProcess start(Map<String, String> environment, String... arguments) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("API_PORT", "0"));
        all.putAll(environment);
        return CabProcess.start(folder, all, arguments);
    }

    private static String quantity(String status) {
        Matcher matcher = QUANTITY.matcher(status);
        assertThat(matcher.find()).as(status).isTrue();
        return matcher.group(1);
    }
}
