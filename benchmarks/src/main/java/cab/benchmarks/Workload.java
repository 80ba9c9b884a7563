package cab.benchmarks;

import java.util.List;

/**
 * The same work, done by several. Immutable.
 *
 * @param name such as {@code W1}
 * @param unit what is counted a second
 * @param terms what the work is, and which costs are on
 * @param contenders who does it; this program first
 */
record Workload(String name, String unit, String terms, List<Contender> contenders) {

    Workload {
        contenders = List.copyOf(contenders);
    }
}
