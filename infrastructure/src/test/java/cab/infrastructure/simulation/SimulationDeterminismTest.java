package cab.infrastructure.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two Java machines, each with a hash salt, a time zone and a language of its own. */
class SimulationDeterminismTest {

    private static final List<String> SEEDS = List.of("11", "12", "13");

    @Test
    void timeZoneLanguageAndHashSaltDecideNothing() throws IOException, InterruptedException {
        Process tokyo = started("-Duser.timezone=Asia/Tokyo", "-Duser.language=ar", "-Duser.country=EG");
        Process newYork = started("-Duser.timezone=America/New_York", "-Duser.language=tr", "-Duser.country=TR");

        String first = told(tokyo);
        assertThat(told(newYork)).isEqualTo(first);
        assertThat(first.lines()).hasSize(SEEDS.size()).allMatch(line -> line.endsWith("violation Optional.empty"));
    }

    private static Process started(String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.add(SimulatingProcess.class.getName());
        command.addAll(SEEDS);
        // What is logged of listeners that fail is no part of the course.
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String told(Process process) throws IOException, InterruptedException {
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(told).isZero();
        // A logger may write to standard output, too.
        return String.join(
                "\n", told.lines().filter(line -> line.startsWith("seed ")).toList());
    }
}
