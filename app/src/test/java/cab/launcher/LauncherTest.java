package cab.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    @TempDir
    private Path folder;

    @Test
    void theNewJvmGetsTheSameArgumentsAndKnowsWhoStartedIt() throws IOException {
        Path jar = Files.createFile(folder.resolve("app.jar"));

        List<String> command =
                Launcher.command(folder, List.of("-Xmx1g", "-Da=b c"), jar, new String[] {"backtest", "a file.csv"});

        assertThat(command.subList(1, command.size()))
                .containsExactly(
                        "-Xmx1g",
                        "-Da=b c",
                        "-Dcab.launched.by=" + ProcessHandle.current().pid(),
                        "-jar",
                        jar.toString(),
                        "backtest",
                        "a file.csv");
    }

    @Test
    void aLauncherThatIsGoneAlreadyEndsTheProgram() {
        AtomicInteger ended = new AtomicInteger();

        ParentWatch.watch(42, pid -> Optional.empty(), ended::incrementAndGet);

        assertThat(ended).hasValue(1);
    }

    @Test
    void theProgramEndsWithItsLauncher() throws IOException {
        Process launcher = new ProcessBuilder(
                        JdkFinder.executable(Path.of(System.getProperty("java.home")))
                                .toString(),
                        "--version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        CompletableFuture<String> ended = new CompletableFuture<>();

        ParentWatch.watch(launcher.pid(), pid -> Optional.of(launcher.toHandle()), () -> ended.complete("ended"));

        assertThat(ended).succeedsWithin(Duration.ofMinutes(1));
    }
}
