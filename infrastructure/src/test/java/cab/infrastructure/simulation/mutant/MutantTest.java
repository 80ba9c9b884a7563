package cab.infrastructure.simulation.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The simulation must notice every one of the {@link Mutants}. A survivor is a finding: an invariant or a fault is
 * missing, or a fault is too rare.
 *
 * <p>Each mutant is first run over the seed that is recorded in {@code docs/mutants.md} to kill it, and over the whole
 * budget when that one does not any more. With {@code -Dcab.mutants=measure} all are run over the whole budget, and the
 * table is written anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutantTest {

    /** Seeds within which a mutant must be killed. */
    private static final int BUDGET = 40;

    private static final boolean MEASURES = "measure".equals(System.getProperty("cab.mutants"));

    private final List<Measured> measured = new ArrayList<>();

    /** What each seed found that was run. */
    private record Measured(Mutant mutant, Map<Long, String> kills, int tried) {}

    static List<Mutant> mutants() {
        return Mutants.all();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void theSimulationNoticesIt(Mutant mutant) {
        LongFunction<String> simulation = new MutantLoader(mutant.changes()).simulation();
        Map<Long, String> kills = new TreeMap<>();
        int tried = 0;
        for (long seed : seedsFor(mutant)) {
            tried++;
            String found = simulation.apply(seed);
            if (!found.isEmpty()) {
                kills.put(seed, found.substring(0, found.indexOf(' ')));
                if (!MEASURES) {
                    break;
                }
            }
        }
        measured.add(new Measured(mutant, kills, tried));

        assertThat(kills)
                .as("%s survives %d seeds: %s", mutant.name(), tried, mutant.words())
                .isNotEmpty();
    }

    private static long[] seedsFor(Mutant mutant) {
        LongStream budget = LongStream.range(0, BUDGET);
        return MEASURES
                ? budget.toArray()
                : LongStream.concat(MutantTable.seedOf(mutant).stream().mapToLong(seed -> seed), budget)
                        .distinct()
                        .toArray();
    }

    @Test
    void theCoreAsItIsKeepsTheInvariantsOverTheSameSeeds() {
        LongFunction<String> simulation = new MutantLoader(List.of()).simulation();

        for (long seed : recordedSeeds()) {
            assertThat(simulation.apply(seed)).as("seed %d", seed).isEmpty();
        }
    }

    private static Set<Long> recordedSeeds() {
        Set<Long> seeds = new TreeSet<>();
        Mutants.all().forEach(mutant -> MutantTable.seedOf(mutant).ifPresent(seeds::add));
        return seeds;
    }

    @Test
    @DisabledIfSystemProperty(named = "cab.mutants", matches = "measure", disabledReason = "it is being written")
    void theDocumentNamesExactlyTheseMutants() {
        Map<String, List<String>> recorded = MutantTable.recorded();

        assertThat(recorded.keySet())
                .as("docs/mutants.md says how to write it anew")
                .containsExactlyInAnyOrderElementsOf(
                        Mutants.all().stream().map(Mutant::name).toList());
        for (Mutant mutant : Mutants.all()) {
            assertThat(recorded.get(mutant.name())).as(mutant.name()).contains(mutant.imitates(), mutant.words());
        }
    }

    @Test
    void thereAreEnoughAndEachIsItsOwn() {
        assertThat(Mutants.all()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(new HashSet<>(Mutants.all().stream().map(Mutant::name).toList()))
                .hasSameSizeAs(Mutants.all());
        assertThat(new HashSet<>(Mutants.all().stream().map(Mutant::changes).toList()))
                .hasSameSizeAs(Mutants.all());
    }

    @Test
    void aChangeThatFindsNothingToChangeIsRefused() {
        List<Change> renamed = List.of(Change.in("execution.Book", "fill").skips("Set.addLast"));
        List<Change> gone = List.of(Change.in("execution.NoSuchBook", "fill").doesNothing());

        assertThatThrownBy(() -> new MutantLoader(renamed)).hasMessageContaining("nothing to change");
        assertThatThrownBy(() -> new MutantLoader(gone)).hasMessageContaining("no class");
    }

    @AfterAll
    void printTheTable() throws IOException {
        List<MutantTable.Row> rows = rows();
        System.out.println(MutantTable.print(rows));
        if (MEASURES && rows.size() == Mutants.all().size()) {
            MutantTable.write(rows);
        }
    }

    /** What was measured, with seeds chosen so that few of them kill all. */
    private List<MutantTable.Row> rows() {
        Map<Mutant, Long> seeds = new HashMap<>();
        while (true) {
            Map<Long, Integer> kills = new TreeMap<>();
            measured.stream()
                    .filter(each -> !seeds.containsKey(each.mutant))
                    .forEach(each -> each.kills.keySet().forEach(seed -> kills.merge(seed, 1, Integer::sum)));
            if (kills.isEmpty()) {
                break;
            }
            long best = kills.entrySet().stream()
                    .max(Map.Entry.<Long, Integer>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                    .orElseThrow()
                    .getKey();
            measured.stream()
                    .filter(each -> each.kills.containsKey(best))
                    .forEach(each -> seeds.putIfAbsent(each.mutant, best));
        }
        List<MutantTable.Row> rows = new ArrayList<>();
        for (Measured each : measured) {
            if (!each.kills.isEmpty()) {
                Map<String, Integer> caughtBy = new TreeMap<>();
                each.kills.values().forEach(invariant -> caughtBy.merge(invariant, 1, Integer::sum));
                rows.add(new MutantTable.Row(each.mutant, caughtBy, seeds.getOrDefault(each.mutant, 0L), each.tried));
            }
        }
        return rows;
    }
}
