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
 * @param unprotectedMs for each position that was without protection for a while, how long
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
        Optional<Violation> violation,
        List<String> lastEvents,
        long hash) {

    public SimulationReport {
        classes = Set.copyOf(classes);
        injected = Map.copyOf(injected);
        unprotectedMs = List.copyOf(unprotectedMs);
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
