package cab.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cab simulate}: does the program lose or double an order, whatever goes wrong? */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Runs the whole program on virtual time against an exchange, a disk and a process that fail, and"
                + " checks after each step that no order is lost, doubled or beyond what is held. Exit 1 when anything"
                + " did not hold.",
        footer = {"", "Example: ./cab simulate --seeds 100", "         ./cab simulate --seed 42"})
public final class SimulateCommand implements Callable<Integer> {

    private static final int SEEDS_DEFAULT = 20;
    private static final int SEEDS_MAX = 1_000_000;

    private final SimulateProgram program;
    private final Terminal terminal;
    private final LongSupplier freshSeed;
    private final LongSupplier nanoTime;

    @Option(names = "--seeds", paramLabel = "N", description = "How many runs (default: 20; 1 with --seed).")
    private @Nullable Integer seeds;

    @Option(names = "--seed", paramLabel = "S", description = "The first seed; a fresh one when it is not given.")
    private @Nullable Long seed;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "NAME",
            description = "Faults that may happen, as answer-lost,crash (default: all).")
    private List<String> faults = List.of();

    /**
     * The command.
     *
     * @param freshSeed where a hunt begins
     * @param nanoTime measures how long it takes
     */
    public SimulateCommand(SimulateProgram program, Terminal terminal, LongSupplier freshSeed, LongSupplier nanoTime) {
        this.program = program;
        this.terminal = terminal;
        this.freshSeed = freshSeed;
        this.nanoTime = nanoTime;
    }

    @Override
    public Integer call() {
        int count = seeds == null ? (seed == null ? SEEDS_DEFAULT : 1) : seeds;
        if (count < 1 || count > SEEDS_MAX) {
            throw new Refusal(ExitCode.USAGE, List.of("cab: --seeds must be 1.." + SEEDS_MAX + ", was " + count));
        }
        long first = seed == null ? freshSeed.getAsLong() : seed;
        PrintWriter out = terminal.out();
        out.println("seeds " + first + " to " + (first + count - 1));
        Totals totals = new Totals();
        long startedAt = nanoTime.getAsLong();
        program.run(new SimulateProgram.Request(first, count, faults), run -> {
            totals.add(run);
            if (seed != null) {
                out.println("seed " + run.seed() + " hash " + run.hash());
            }
            run.violation().ifPresent(violated -> {
                out.println("VIOLATION seed " + run.seed() + ": " + violated);
                run.lastEvents().forEach(line -> out.println("  " + line));
                out.println("again: ./cab simulate --seed " + run.seed()
                        + (faults.isEmpty() ? "" : " --faults " + String.join(",", faults)));
            });
            out.flush();
        });
        totals.print(out, Duration.ofNanos(nanoTime.getAsLong() - startedAt));
        return totals.violations == 0 ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    /** What all runs together have come to. */
    private static final class Totals {

        private final SortedMap<String, Long> injected = new TreeMap<>();
        private final List<Long> unprotectedMs = new ArrayList<>();
        private Duration simulated = Duration.ZERO;
        private long orders;
        private int runs;
        private int violations;

        private void add(SimulateProgram.Run run) {
            runs++;
            orders += run.orders();
            simulated = simulated.plus(run.simulated());
            violations += run.violation().isPresent() ? 1 : 0;
            unprotectedMs.addAll(run.unprotectedMs());
            run.injected().forEach((name, count) -> injected.merge(name, count, Long::sum));
        }

        private void print(PrintWriter out, Duration took) {
            double minutes = Math.max(1, took.toMillis()) / 60_000.0;
            out.println(String.format(
                    Locale.ROOT,
                    "%d runs, %.0f runs per minute, %.1f simulated days, %d orders",
                    runs,
                    runs / minutes,
                    simulated.toMinutes() / 1_440.0,
                    orders));
            injected.forEach((name, count) -> out.println(String.format(Locale.ROOT, "  %-18s %8d", name, count)));
            unprotectedMs.sort(null);
            out.println(String.format(
                    Locale.ROOT,
                    "unprotected positions: %d, p99 %.1f s, longest %.1f s (downtime included)",
                    unprotectedMs.size(),
                    seconds(unprotectedMs.size() * 99 / 100),
                    seconds(unprotectedMs.size() - 1)));
            out.println("violations: " + violations);
        }

        private double seconds(int index) {
            return unprotectedMs.isEmpty() ? 0 : unprotectedMs.get(Math.max(0, index)) / 1_000.0;
        }
    }
}
