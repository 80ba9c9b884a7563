package cab.infrastructure.simulation;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes a run that violates an invariant as small as it can, so that a person can read it: fewer fault classes first,
 * then a shorter time, then fewer symbols. A case counts as the same when it violates the same invariant. Owned by one
 * thread.
 */
public final class Shrinking {

    private static final List<Duration> SHORTER = List.of(
            Duration.ofHours(2), Duration.ofHours(6), Duration.ofHours(12), Duration.ofDays(1), Duration.ofDays(2));

    private final Function<SimulationScope, SimulationReport> runner;
    private int runs;

    /** Shrinks by running simulations. */
    public Shrinking() {
        this(scope -> new SimulationRun(scope).run());
    }

    /**
     * Shrinks by whatever runs a scope.
     *
     * @param runner the same scope always gives the same report
     */
    Shrinking(Function<SimulationScope, SimulationReport> runner) {
        this.runner = runner;
    }

    /**
     * The smallest case found.
     *
     * @param scope what to run to see it
     * @param report what comes of it
     * @param runs how many it took to find it
     */
    public record Shrunk(SimulationScope scope, SimulationReport report, int runs) {}

    /**
     * Shrinks {@code report}.
     *
     * @throws IllegalArgumentException when it violates nothing
     */
    public Shrunk shrink(SimulationScope scope, SimulationReport report) {
        Invariant invariant = report.violation()
                .map(SimulationReport.Violation::invariant)
                .orElseThrow(() -> new IllegalArgumentException("seed " + scope.seed() + " violates nothing"));
        runs = 0;
        // Classes that are off are no part of the case.
        Shrunk smallest = new Shrunk(scope.within(report.classes()), report, 0);
        smallest = fewerClasses(smallest, invariant);
        smallest = shorter(smallest, invariant);
        smallest = fewerSymbols(smallest, invariant);
        return new Shrunk(smallest.scope(), smallest.report(), runs);
    }

    /** Drops one class after the other, until none can be dropped. */
    private Shrunk fewerClasses(Shrunk start, Invariant invariant) {
        Shrunk smallest = start;
        boolean dropped = true;
        while (dropped) {
            dropped = false;
            Set<FaultClass> candidates = EnumSet.noneOf(FaultClass.class);
            candidates.addAll(smallest.scope().allowed());
            for (FaultClass each : candidates) {
                Optional<Shrunk> tried = tried(smallest.scope().without(each), invariant);
                dropped = dropped || tried.isPresent();
                smallest = tried.orElse(smallest);
            }
        }
        return smallest;
    }

    private Shrunk shorter(Shrunk start, Invariant invariant) {
        for (Duration shorter : SHORTER) {
            if (shorter.compareTo(start.scope().faultyAtMost()) < 0) {
                Optional<Shrunk> tried = tried(start.scope().withFaultyAtMost(shorter), invariant);
                if (tried.isPresent()) {
                    return tried.get();
                }
            }
        }
        return start;
    }

    private Shrunk fewerSymbols(Shrunk start, Invariant invariant) {
        for (int symbols = 1; symbols < start.scope().symbolsAtMost(); symbols++) {
            Optional<Shrunk> tried = tried(start.scope().withSymbolsAtMost(symbols), invariant);
            if (tried.isPresent()) {
                return tried.get();
            }
        }
        return start;
    }

    /** The smaller case when it violates the same invariant. */
    private Optional<Shrunk> tried(SimulationScope smaller, Invariant invariant) {
        runs++;
        SimulationReport report = runner.apply(smaller);
        return report.violation()
                .filter(found -> found.invariant() == invariant)
                .map(found -> new Shrunk(smaller, report, runs));
    }
}
