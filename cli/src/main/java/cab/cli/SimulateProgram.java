package cab.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The whole program on virtual time against an exchange, a disk and a process that fail. */
public interface SimulateProgram {

    /** The names of all faults there are, in the order of their numbers. */
    List<String> faults();

    /** Runs {@code request} and tells {@code listener} of it, on the thread that calls. */
    void run(Request request, Listener listener);

    /** Who hears of runs, in the order of their seeds. */
    interface Listener {

        /** A run has ended. */
        void ran(Run run);

        /** Something happened in the run that is under way; told of when the request asks for it. */
        void told(String line);
    }

    /**
     * What to run.
     *
     * @param firstSeed the first seed
     * @param seeds how many runs, one after the other from the first seed on
     * @param faults names of the fault classes that may be on; all when empty
     * @param hours how long faults go on at most; as the seed draws it when empty
     * @param symbols how many symbols are traded at most; as the seed draws it when empty
     * @param trace whether all that happens is told line by line
     */
    record Request(
            long firstSeed,
            int seeds,
            List<String> faults,
            Optional<Integer> hours,
            Optional<Integer> symbols,
            boolean trace) {

        public Request {
            faults = List.copyOf(faults);
        }
    }

    /**
     * How often a fault happened.
     *
     * @param number its number in the fault menu
     * @param name its name on the command line
     * @param count how often; 0 for not at all
     */
    record Injected(int number, String name, long count) {}

    /**
     * A violation made as small as it gets.
     *
     * @param faults names of the classes that it needs
     * @param hours faults go on for, at most
     * @param symbols that it needs, at most
     * @param runs it took to find it
     * @param violation the invariant by number and in words
     * @param lastEvents what happened last in it
     */
    record Shrunk(List<String> faults, int hours, int symbols, int runs, String violation, List<String> lastEvents) {

        public Shrunk {
            faults = List.copyOf(faults);
            lastEvents = List.copyOf(lastEvents);
        }
    }

    /**
     * One run.
     *
     * @param seed which
     * @param simulated market time that has passed
     * @param orders taken by the exchange
     * @param injected faults that happened, every class, in the order of their numbers
     * @param unprotectedMs for each time that a position was without protection, how long, downtime included
     * @param unprotectedUpMs how long of it the program was up and the exchange answered
     * @param violation the first invariant that was violated, by number and in words
     * @param lastEvents what happened last
     * @param shrunk the violation made small, for the first few
     * @param hash over all that happened
     */
    record Run(
            long seed,
            Duration simulated,
            long orders,
            List<Injected> injected,
            List<Long> unprotectedMs,
            List<Long> unprotectedUpMs,
            Optional<String> violation,
            List<String> lastEvents,
            Optional<Shrunk> shrunk,
            String hash) {

        public Run {
            injected = List.copyOf(injected);
            unprotectedMs = List.copyOf(unprotectedMs);
            unprotectedUpMs = List.copyOf(unprotectedUpMs);
            lastEvents = List.copyOf(lastEvents);
        }
    }
}
