package cab.benchmarks;

import java.util.List;

/**
 * The same work, done by several. Immutable.
 *
 * @param name such as {@code W1}
 * @param unit what is counted a second, such as {@code M candles}
 * @param scale how many are one of the unit
 * @param terms what the work is, and which costs are on
 * @param contenders who does it; this program first
 */
record Workload(String name, String unit, double scale, String terms, List<Contender> contenders) {

    Workload {
        contenders = List.copyOf(contenders);
    }
}
