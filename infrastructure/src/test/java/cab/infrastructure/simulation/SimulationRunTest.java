package cab.infrastructure.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationRunTest {

    private static final Set<FaultClass> ALL = EnumSet.allOf(FaultClass.class);

    @Test
    void whateverGoesWrongTheInvariantsHold() {
        Map<FaultClass, Long> injected = new TreeMap<>();
        for (long seed : LongStream.range(0, 8).toArray()) {
            SimulationReport report = run(seed);
            assertThat(report.fills()).as("seed %d", seed).isPositive();
            report.injected().forEach((fault, count) -> injected.merge(fault, count, Long::sum));
        }
        // A simulation in which nothing goes wrong proves nothing.
        assertThat(injected).hasSizeGreaterThan(12);
    }

    @ParameterizedTest
    @ValueSource(longs = {1})
    void whatOnceWentWrongStaysRight(long seed) {
        SimulationReport _ = run(seed);
    }

    @Test
    void theSameSeedTakesTheSameCourse() {
        SimulationReport first = run(3);

        assertThat(run(3)).isEqualTo(first);
        assertThat(run(4).hash()).isNotEqualTo(first.hash());
    }

    @Test
    void withoutFaultsNothingIsInjected() {
        SimulationReport report = new SimulationRun(5, Set.of()).run();

        assertThat(report.injected()).isEmpty();
        assertThat(report.violation()).isEmpty();
    }

    private static SimulationReport run(long seed) {
        SimulationReport report = new SimulationRun(seed, ALL).run();
        assertThat(report.violation())
                .as(() -> "seed " + seed + "\n" + String.join("\n", report.lastEvents()))
                .isEmpty();
        return report;
    }
}
