package cab.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The whole program on virtual time against an exchange, a disk and a process that fail. */
@FunctionalInterface
public interface SimulateProgram {

    /** Runs {@code request} and tells {@code observer} of every run as it ends. */
    void run(Request request, Consumer<Run> observer);

    /**
     * What to run.
     *
     * @param firstSeed the first seed
     * @param seeds how many runs, one after the other from the first seed on
     * @param faults names of the fault classes that may be on; all when empty
     */
    record Request(long firstSeed, int seeds, List<String> faults) {

        public Request {
            faults = List.copyOf(faults);
        }
    }

    /**
     * One run.
     *
     * @param seed which
     * @param simulated market time that has passed
     * @param orders taken by the exchange
     * @param injected faults that happened, by name
     * @param unprotectedMs for each position that was without protection for a while, how long
     * @param violation the first invariant that was violated, by number and in words
     * @param lastEvents what happened last
     * @param hash over all that happened
     */
    record Run(
            long seed,
            Duration simulated,
            long orders,
            SortedMap<String, Long> injected,
            List<Long> unprotectedMs,
            Optional<String> violation,
            List<String> lastEvents,
            String hash) {

        public Run {
            injected = new TreeMap<>(injected);
            unprotectedMs = List.copyOf(unprotectedMs);
            lastEvents = List.copyOf(lastEvents);
        }
    }
}
