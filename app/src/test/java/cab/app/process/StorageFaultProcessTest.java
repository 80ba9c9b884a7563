package cab.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program on a disk that does not take what it writes. */
final class StorageFaultProcessTest {

    /** Room for the database, and for a few dozen commits in its log. */
    private static final long FILE_BYTES_MAX = 400_000;

    private static final int LONGER_THAN_PATIENCE_MS = 8_000;

    private final Path folder;

    StorageFaultProcessTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void whileAnotherProgramLocksTheBookNothingIsBoughtAndWhatIsHeldIsSold() throws Exception {
        try (CabProcess trading = CabProcess.start(folder, slowEnoughToLockWhileHolding())) {
            String url = trading.url();
            String _ = trading.awaitLine("a purchase", line -> line.contains(" bought "));
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + book())) {
                execute(other, "BEGIN IMMEDIATE");
                int bought = purchasesAtTheExchange();

                String _ = trading.awaitLine("a sale without the disk", line -> line.contains(" sold "));
                String _ = trading.awaitLine("the fault", line -> line.contains("journal cannot be written"));
                assertThat(CabProcess.get(url + "/health"))
                        .contains("\"status\":\"DOWN\"")
                        .contains("nothing new is opened");
                assertThat(trading.endsWithin(LONGER_THAN_PATIENCE_MS))
                        .as("it ended")
                        .isFalse();
                assertThat(purchasesAtTheExchange())
                        .as("bought while the book is locked")
                        .isEqualTo(bought);
                execute(other, "ROLLBACK");
            }
            String _ = trading.awaitLine("the end of the fault", line -> line.contains("can be written again"));
            String _ = trading.awaitLine("a purchase afterwards", line -> line.contains(" bought "));
            assertThat(CabProcess.get(url + "/health"))
                    .contains("\"status\":\"UP\"")
                    .doesNotContain("DOWN");
            int _ = trading.terminate();
        }
        assertThat(KillSoak.differencesAfterRestart(folder)).isEmpty();
    }

    @Test
    void aFullDiskStopsTradingButNotTheProgramWhichGoesOnByItselfWhenThereIsRoom() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/prlimit")), "prlimit is not installed: the disk cannot be filled");
        try (CabProcess trading = CabProcess.start(folder, KillSoak.busyTrading())) {
            String url = trading.url();
            String _ = trading.awaitLine("a purchase", line -> line.contains(" bought "));
            limitFiles(trading.pid(), Long.toString(FILE_BYTES_MAX));
            String _ = trading.awaitLine("the fault", line -> line.contains("cannot be written"));
            assertThat(trading.endsWithin(2_000)).as("it ended").isFalse();
            assertThat(CabProcess.get(url + "/health")).contains("\"status\":\"DOWN\"");

            limitFiles(trading.pid(), "unlimited");
            String _ = trading.awaitLine("the end of the fault", line -> line.contains("again"));
            String _ = trading.awaitLine("a purchase afterwards", line -> line.contains(" bought "));
            assertThat(CabProcess.get(url + "/health"))
                    .contains("\"status\":\"UP\"")
                    .doesNotContain("DOWN");
            trading.kill();
        }
        assertThat(KillSoak.differencesAfterRestart(folder)).isEmpty();
    }

    @Test
    void aDamagedBookIsRefusedInOneLineAndLeftAsItIs() throws Exception {
        try (CabProcess first = CabProcess.start(folder, KillSoak.busyTrading())) {
            String _ = first.awaitLine("the start", line -> line.contains("started, running"));
            int _ = first.terminate();
        }
        byte[] bytes = Files.readAllBytes(book());
        Arrays.fill(bytes, 5 * 4_096, 12 * 4_096, (byte) 0xa5);
        Path _ = Files.write(book(), bytes);

        try (CabProcess refused = CabProcess.start(folder, KillSoak.busyTrading())) {
            assertThat(refused.exitCode()).isEqualTo(78);
            assertThat(refused.rest())
                    .startsWith("DB_PATH: ")
                    .contains("damaged")
                    .hasLineCount(1);
        }
        assertThat(Files.readAllBytes(book())).isEqualTo(bytes);
    }

    @Test
    void ofTwoThatStartAtOnceOneTradesAndAfterItsDeathAnotherMay() throws Exception {
        try (CabProcess one = CabProcess.start(folder, KillSoak.busyTrading());
                CabProcess other = CabProcess.start(folder, KillSoak.busyTrading())) {
            while (!one.endsWithin(100) && !other.endsWithin(100)) {
                assertThat(folder).exists();
            }
            CabProcess refused = one.endsWithin(1) ? one : other;
            CabProcess trading = refused == one ? other : one;
            assertThat(refused.exitCode()).isEqualTo(75);
            assertThat(refused.rest()).contains("another instance").hasLineCount(1);
            String _ = trading.awaitLine("the start", line -> line.contains("started, running"));
            trading.kill();
        }
        try (CabProcess next = CabProcess.start(folder, KillSoak.busyTrading())) {
            String _ = next.awaitLine("the start", line -> line.contains("started, running"));
        }
    }

    /** A position is held for a second or more. */
    private static Map<String, String> slowEnoughToLockWhileHolding() {
        Map<String, String> settings = KillSoak.busyTrading();
        settings.put("SIM_SPEED", "300");
        return settings;
    }

    private Path book() {
        return folder.resolve("data/trader-gateio-paper.sqlite3");
    }

    private int purchasesAtTheExchange() throws SQLException {
        Path exchange = folder.resolve("data/paper-exchange-trader-gateio-paper.sqlite3");
        try (Connection theirs = DriverManager.getConnection("jdbc:sqlite:" + exchange);
                Statement statement = theirs.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM venue_order WHERE side = 'BUY'")) {
            return row.getInt(1);
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean _ = statement.execute(command);
        }
    }

    /** No file may grow beyond that: what is written behind it fails, as on a disk that is full. */
    private static void limitFiles(long pid, String bytes) throws IOException, InterruptedException {
        Process limiting = new ProcessBuilder(
                        "/usr/bin/prlimit", "--fsize=" + bytes + ":unlimited", "--pid", Long.toString(pid))
                .inheritIO()
                .start();
        assertThat(limiting.waitFor()).isZero();
    }
}
