package cab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings as an operator meets them: the real jar, real files, a bare environment. */
class ConfigProcessTest {

    private static final Path JAR = Path.of(System.getProperty("cab.jar")).toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    private Path folder;

    @Test
    void withoutAnySettingsTheConfigurationIsRight() throws IOException, InterruptedException {
        Outcome outcome = start(Map.of(), "config", "check");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("the configuration is right: ");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void everyProblemOfTheFileInTheCurrentFolderIsALineOnStandardError() throws IOException, InterruptedException {
        Files.writeString(folder.resolve(".env"), "MTF_W_H1=0.9\nFUSION_W_AI=2\nSYMBOLZ=canary\n");

        Outcome outcome = start(Map.of("API_PORT", "70000"), "config", "check");

        assertThat(outcome.exitCode()).isEqualTo(78);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines().toList())
                .hasSize(4)
                .allMatch(line -> line.matches("[A-Z_0-9]+: .+ \\(got .+; expected .+\\)"))
                .noneMatch(line -> line.contains("canary"))
                .anyMatch(line -> line.startsWith("SYMBOLZ: ") && line.contains("did you mean SYMBOLS"))
                .anyMatch(line -> line.startsWith("API_PORT: ") && line.contains("in the environment"));
    }

    @Test
    void secretsAreNeverPrintedWhereverTheyComeFrom() throws IOException, InterruptedException {
        Path envFile = Files.writeString(folder.resolve("my.env"), "API_SECRET='canary'\nDB_PATH=:memory:\n");

        Outcome outcome = start(
                Map.of("API_KEY", "canary", "API_TOKEN_B64", "Y2FuYXJ5"),
                "config",
                "show",
                "--json",
                "--env-file",
                envFile.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out() + outcome.err()).doesNotContain("canary", "Y2FuYXJ5");
        assertThat(outcome.out()).startsWith("{").contains("\"API_TOKEN_B64, environment\"", ":memory:");
    }

    private record Outcome(int exitCode, String out, String err) {}

    private Outcome start(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), out, Files.readString(err));
    }
}
