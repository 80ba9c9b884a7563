package cab.benchmarks;

import java.util.function.Supplier;

/**
 * One way of doing the work of a {@link Workload}. Immutable.
 *
 * @param name as it stands in the table
 * @param run does all of the work once, from the beginning
 */
record Contender(String name, Supplier<Work> run) {}
