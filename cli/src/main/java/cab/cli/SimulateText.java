package cab.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What simulations come to, in words: a violation as it is found, and all runs together. Owned by one thread. */
final class SimulateText {

    private final PrintWriter out;
    private final List<SimulateProgram.Injected> injected = new ArrayList<>();
    private final List<Long> wholeMs = new ArrayList<>();
    private final List<Long> upMs = new ArrayList<>();
    private Duration simulated = Duration.ZERO;
    private long orders;
    private int runs;
    private int violations;

    SimulateText(PrintWriter out) {
        this.out = out;
    }

    int runs() {
        return runs;
    }

    int violations() {
        return violations;
    }

    void add(SimulateProgram.Run run) {
        runs++;
        orders += run.orders();
        simulated = simulated.plus(run.simulated());
        wholeMs.addAll(run.unprotectedMs());
        upMs.addAll(run.unprotectedUpMs());
        for (int index = 0; index < run.injected().size(); index++) {
            SimulateProgram.Injected more = run.injected().get(index);
            if (index == injected.size()) {
                injected.add(more);
            } else {
                long sum = injected.get(index).count() + more.count();
                injected.set(index, new SimulateProgram.Injected(more.number(), more.name(), sum));
            }
        }
        if (run.violation().isPresent()) {
            violations++;
            violated(run, run.violation().get());
        }
    }

    private void violated(SimulateProgram.Run run, String violation) {
        out.println("VIOLATION seed " + run.seed() + ": " + violation);
        Optional<SimulateProgram.Shrunk> shrunk = run.shrunk();
        shrunk.map(SimulateProgram.Shrunk::lastEvents)
                .orElse(run.lastEvents())
                .forEach(line -> out.println("  " + line));
        if (shrunk.isEmpty()) {
            out.println("again: ./cab simulate --seed " + run.seed());
            return;
        }
        SimulateProgram.Shrunk smallest = shrunk.get();
        out.println(
                "shrunk in " + smallest.runs() + " runs to " + smallest.faults().size() + " faults, " + smallest.hours()
                        + " hours and " + smallest.symbols() + " symbols: " + smallest.violation());
        out.println("again: ./cab simulate --seed " + run.seed() + " --faults "
                + (smallest.faults().isEmpty() ? "none" : String.join(",", smallest.faults())) + " --hours "
                + smallest.hours() + " --symbols " + smallest.symbols());
    }

    /** All runs together. */
    void sum(Duration took) {
        double minutes = Math.max(1, took.toMillis()) / 60_000.0;
        out.println(String.format(
                Locale.ROOT,
                "%d runs, %.0f runs per minute, %.1f simulated days, %d orders",
                runs,
                runs / minutes,
                simulated.toMinutes() / 1_440.0,
                orders));
        for (SimulateProgram.Injected each : injected) {
            out.println(String.format(Locale.ROOT, "  %2d %-20s %10d", each.number(), each.name(), each.count()));
        }
        out.println(unprotected("while the program was up and the exchange answered", upMs));
        out.println(unprotected("with downtime and outages", wholeMs));
        out.println("violations: " + violations);
    }

    private static String unprotected(String which, List<Long> spans) {
        spans.sort(null);
        return String.format(
                Locale.ROOT,
                "positions without protection %s: %d times, p99 %.1f s, longest %.1f s",
                which,
                spans.size(),
                seconds(spans, spans.size() * 99 / 100),
                seconds(spans, spans.size() - 1));
    }

    private static double seconds(List<Long> spans, int index) {
        return spans.isEmpty() ? 0 : spans.get(index) / 1_000.0;
    }
}
