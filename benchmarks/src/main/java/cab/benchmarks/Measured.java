package cab.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one run has cost. In processor time, which a busy machine disturbs less than the clock.
 *
 * @param work what was done
 * @param threadNanos processor time of the thread that did it
 * @param processNanos processor time of the whole process: with the collector of garbage, and what is still compiled
 * @param bytes allocated by the thread
 */
record Measured(Work work, long threadNanos, long processNanos, long bytes) {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Runs the work of {@code contender} once. */
    static Measured once(Contender contender) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long process = PROCESS.getProcessCpuTime();
        long thread = THREADS.getCurrentThreadCpuTime();
        Work work = contender.run().get();
        return new Measured(
                work,
                THREADS.getCurrentThreadCpuTime() - thread,
                PROCESS.getProcessCpuTime() - process,
                THREADS.getCurrentThreadAllocatedBytes() - bytes);
    }

    double unitsPerSecond() {
        return work.units() * 1e9 / threadNanos;
    }

    double unitsPerSecondOfProcess() {
        return work.units() * 1e9 / processNanos;
    }

    double bytesPerUnit() {
        return (double) bytes / work.units();
    }

    /** The middle of what {@code figure} says of each of {@code runs}. */
    static double median(List<Measured> runs, ToDoubleFunction<Measured> figure) {
        List<Measured> sorted = new ArrayList<>(runs);
        sorted.sort(Comparator.comparingDouble(figure));
        return figure.applyAsDouble(sorted.get(sorted.size() / 2));
    }
}
