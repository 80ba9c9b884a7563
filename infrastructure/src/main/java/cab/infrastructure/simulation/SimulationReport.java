package cab.infrastructure.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What came of the run of one seed. Immutable.
 *
 * @param seed which run
 * @param simulated how much market time has passed
 * @param steps instants at which something happened, after each of which the invariants were checked
 * @param orders taken by the exchange, those of others included
 * @param fills made by the exchange
 * @param classes the fault classes that were on
 * @param injected faults that happened, by class
 * @param unprotectedMs for each time that a position was without protection, how long, downtime included
 * @param unprotectedUpMs for each of these, how long of it the program was up and the exchange answered
 * @param violation the first invariant that was violated
 * @param lastEvents what happened last
 * @param hash over all that happened: the same seed always gives the same
 */
public record SimulationReport(
        long seed,
        Duration simulated,
        long steps,
        long orders,
        long fills,
        Set<FaultClass> classes,
        Map<FaultClass, Long> injected,
        List<Long> unprotectedMs,
        List<Long> unprotectedUpMs,
        Optional<Violation> violation,
        List<String> lastEvents,
        long hash) {

    public SimulationReport {
        classes = Set.copyOf(classes);
        injected = Map.copyOf(injected);
        unprotectedMs = List.copyOf(unprotectedMs);
        unprotectedUpMs = List.copyOf(unprotectedUpMs);
        lastEvents = List.copyOf(lastEvents);
    }

    /**
     * An invariant that did not hold.
     *
     * @param invariant which
     * @param detail what was found
     */
    public record Violation(Invariant invariant, String detail) {}
}
