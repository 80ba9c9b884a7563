package cab.infrastructure.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.application.port.StorageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class FileInstanceLockTest {

    private static final Holder FIRST = new Holder(1, "here", Instant.parse("2026-03-01T12:00:00Z"));
    private static final Holder SECOND = new Holder(2, "here", Instant.parse("2026-03-01T13:00:00Z"));

    @TempDir
    private Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("bot.sqlite3.lock");
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    @Test
    void theFirstGetsItAndTheSecondIsToldWhoHasIt() {
        FileInstanceLock first = lock(FIRST);
        FileInstanceLock second = lock(SECOND);

        assertThat(first.acquireOrHolder()).isEmpty();
        assertThat(second.acquireOrHolder()).contains("process 1 on here since 2026-03-01T12:00:00Z");
        assertThat(first.isHeld()).isTrue();
        assertThat(second.isHeld()).isFalse();
    }

    @Test
    void aRefusedSecondDoesNotTakeTheLockOfTheFirstAway() throws Exception {
        FileInstanceLock first = lock(FIRST);
        assertThat(first.acquireOrHolder()).isEmpty();
        FileInstanceLock second = lock(SECOND);
        assertThat(second.acquireOrHolder()).isPresent();
        second.close();

        // Only another process can see whether the system still holds it.
        assertThat(process().answer()).isEqualTo(FIRST.toString());
    }

    @Test
    void takingItTwiceChangesNothing() {
        FileInstanceLock lock = lock(FIRST);

        assertThat(lock.acquireOrHolder()).isEmpty();
        assertThat(lock.acquireOrHolder()).isEmpty();
        assertThat(lock.isHeld()).isTrue();
    }

    @Test
    void whoGivesItBackLetsTheNextOneIn() {
        FileInstanceLock first = lock(FIRST);
        FileInstanceLock second = lock(SECOND);
        assertThat(first.acquireOrHolder()).isEmpty();

        first.close();
        first.close();

        assertThat(first.isHeld()).isFalse();
        assertThat(second.acquireOrHolder()).isEmpty();
        second.close();
        assertThat(first.acquireOrHolder()).isEmpty();
    }

    @Test
    void whatAFileSaysCountsForNothingWithoutALock() throws Exception {
        Files.writeString(file, "process " + ProcessHandle.current().pid() + " on here since yesterday, a long line\n");

        assertThat(lock(FIRST).acquireOrHolder()).isEmpty();
        assertThat(process().answer()).isEqualTo(FIRST.toString());
    }

    @Test
    void anotherProcessIsNamedAndItsDeathFreesTheLock() throws Exception {
        Running other = process();
        assertThat(other.answer()).isEqualTo("taken");
        FileInstanceLock lock = lock(FIRST);

        assertThat(lock.acquireOrHolder())
                .contains("process " + other.process().pid() + " on test since 1970-01-01T00:00:00Z");

        other.process().destroyForcibly();
        assertThat(other.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(lock.acquireOrHolder()).isEmpty();
        assertThat(lock.isHeld()).isTrue();
    }

    @Test
    void aFileThatWasRemovedIsALostLock() throws Exception {
        FileInstanceLock lock = lock(FIRST);
        assertThat(lock.acquireOrHolder()).isEmpty();

        Files.delete(file);

        assertThat(lock.isHeld()).isFalse();
    }

    @Test
    void aFileThatWasReplacedIsALostLock() throws Exception {
        FileInstanceLock lock = lock(FIRST);
        assertThat(lock.acquireOrHolder()).isEmpty();

        Path other = Files.writeString(folder.resolve("other"), "");
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(lock.isHeld()).isFalse();
        assertThat(lock.acquireOrHolder()).isEmpty();
        assertThat(lock.isHeld()).isTrue();
    }

    @Test
    void theLockOfADatabaseLiesBesideIt() {
        Path database = folder.resolve("bot.sqlite3");
        FileInstanceLock lock = FileInstanceLock.beside(database, FIRST);
        opened.add(lock);

        assertThat(lock.acquireOrHolder()).isEmpty();
        assertThat(folder.resolve("bot.sqlite3.lock")).isNotEmptyFile();
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        FileInstanceLock lock = new FileInstanceLock(folder.resolve("missing").resolve("lock"), FIRST);

        assertThatThrownBy(lock::acquireOrHolder)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(folder.resolve("missing").toString());
    }

    @Test
    void aHolderSaysProcessHostAndTime() {
        Holder self = Holder.thisProcess(InstantSource.fixed(Instant.parse("2026-03-01T12:00:00.123Z")));

        assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(self.host()).isNotBlank();
        assertThat(self.since()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
    }

    private FileInstanceLock lock(Holder holder) {
        FileInstanceLock lock = new FileInstanceLock(file, holder);
        opened.add(lock);
        return lock;
    }

    private Running process() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        LockingProcess.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        opened.add(() -> {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        });
        return new Running(process, process.inputReader(StandardCharsets.UTF_8));
    }

    /** A second process that has been asked to take the lock. */
    private record Running(Process process, BufferedReader output) {

        private String answer() throws IOException {
            return String.valueOf(output.readLine());
        }
    }
}
