package cab.infrastructure.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulationRunTest {

    private static final Set<FaultClass> ALL = EnumSet.allOf(FaultClass.class);

    /** A seed that once found a defect. */
    record Regression(long seed, Set<FaultClass> faults, String found) {

        private static Regression of(String line) {
            List<String> parts = List.of(line.split(" \\| ", -1));
            Set<FaultClass> faults = EnumSet.noneOf(FaultClass.class);
            if (parts.get(1).equals("all")) {
                faults.addAll(ALL);
            } else {
                Arrays.stream(parts.get(1).split(",", -1))
                        .forEach(name -> faults.add(FaultClass.of(name).orElseThrow()));
            }
            return new Regression(Long.parseLong(parts.get(0)), faults, parts.get(2));
        }
    }

    static Stream<Regression> regressions() throws IOException {
        try (InputStream file = SimulationRunTest.class.getResourceAsStream("regression-seeds.txt")) {
            assertThat(file).as("regression-seeds.txt").isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).map(Regression::of).toList().stream();
        }
    }

    @Test
    void whateverGoesWrongTheInvariantsHold() {
        Map<FaultClass, Long> injected = new TreeMap<>();
        for (long seed : LongStream.range(1_000, 1_008).toArray()) {
            SimulationReport report = run(seed, ALL);
            assertThat(report.fills()).as("seed %d", seed).isPositive();
            report.injected().forEach((fault, count) -> injected.merge(fault, count, Long::sum));
        }
        // A simulation in which nothing goes wrong proves nothing.
        assertThat(injected.keySet()).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @ParameterizedTest
    @MethodSource("regressions")
    void whatOnceWentWrongStaysRight(Regression once) {
        SimulationReport report = run(once.seed(), once.faults());

        assertThat(report.simulated()).as(once.found()).isPositive();
    }

    @Test
    void theSameSeedTakesTheSameCourse() {
        SimulationReport first = run(3, ALL);

        assertThat(run(3, ALL)).isEqualTo(first);
        assertThat(run(4, ALL).hash()).isNotEqualTo(first.hash());
    }

    @Test
    void withoutFaultsNothingIsInjected() {
        SimulationReport report = run(5, Set.of());

        assertThat(report.injected()).isEmpty();
        assertThat(report.unprotectedUpMs()).allMatch(spanMs -> spanMs <= 1_000);
    }

    @Test
    void whatIsTracedTellsTheWholeStory() {
        SimulationScope scope = new SimulationScope(6, ALL, Duration.ofDays(1), 1);
        List<String> told = new ArrayList<>();

        SimulationReport report = new SimulationRun(scope, told::add).run();

        assertThat(told)
                .hasSizeGreaterThan(report.lastEvents().size())
                .endsWith(report.lastEvents().getLast());
        assertThat(new SimulationRun(scope).run()).isEqualTo(report);
    }

    private static SimulationReport run(long seed, Set<FaultClass> faults) {
        SimulationReport report = new SimulationRun(seed, faults).run();
        assertThat(report.violation())
                .as(() -> "seed " + seed + "\n" + String.join("\n", report.lastEvents()))
                .isEmpty();
        return report;
    }
}
