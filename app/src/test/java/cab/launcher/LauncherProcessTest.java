package cab.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Starts the jar the way an operator does. */
class LauncherProcessTest {
    private static final Path JAR = Path.of(System.getProperty("cab.jar"));
    private static final Path THIS_JAVA = Path.of(System.getProperty("java.home"));

    @Test
    void theJarStartsByItself() throws IOException, InterruptedException {
        Outcome outcome = start(THIS_JAVA, "--version");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output()).startsWith("crypto-ai-bot ");
    }

    @Test
    void onAnOlderJavaItFindsTheNewOneAndAnswersTheSame() throws IOException, InterruptedException {
        Optional<Path> older = new JdkFinder(11, Map.of(), JdkFinder.usualFolders())
                .find()
                .filter(home -> JdkFinder.feature(home) < 25);
        assumeTrue(older.isPresent(), "no Java 11 to 24 is installed here to start it on");

        Outcome outcome = start(older.orElseThrow(), "--version");

        assertThat(outcome).isEqualTo(start(THIS_JAVA, "--version"));
    }

    private record Outcome(int exitCode, String output) {}

    private static Outcome start(Path java, String... args) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(JdkFinder.executable(java).toString(), "-jar", JAR.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("JDK25_HOME", THIS_JAVA.toString());
        builder.environment().remove("JAVA_HOME");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
