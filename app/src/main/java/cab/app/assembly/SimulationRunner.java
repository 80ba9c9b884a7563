package cab.app.assembly;

import cab.cli.SimulateProgram;
import cab.infrastructure.simulation.FaultClass;
import cab.infrastructure.simulation.Shrinking;
import cab.infrastructure.simulation.SimulationReport;
import cab.infrastructure.simulation.SimulationRun;
import cab.infrastructure.simulation.SimulationScope;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs simulations: as many at a time as there are processors, each on a thread of its own, and tells of them in the
 * order of their seeds. Each run is owned by one thread, so that none disturbs another.
 */
public final class SimulationRunner implements SimulateProgram {

    /** Shrinking takes dozens of runs: what comes behind these is told as it is. */
    private static final int SHRUNK_MAX = 3;

    private record Done(int index, Optional<SimulationReport> report, Optional<Throwable> failure) {}

    @Override
    public List<String> faults() {
        return Arrays.stream(FaultClass.values()).map(FaultClass::label).toList();
    }

    @Override
    public void run(Request request, Listener listener) {
        if (request.trace()) {
            SimulationScope scope = scope(request, 0);
            SimulationReport report = new SimulationRun(scope, listener::told).run();
            listener.ran(told(report, shrunk(scope, report)));
            return;
        }
        BlockingQueue<Done> done = new LinkedBlockingQueue<>();
        AtomicInteger next = new AtomicInteger();
        int workers = Math.min(request.seeds(), Runtime.getRuntime().availableProcessors());
        for (int worker = 0; worker < workers; worker++) {
            Thread.ofPlatform().daemon().name("simulation-" + worker).start(() -> work(request, next, done));
        }
        tellInOrder(request, done, listener);
    }

    private static void work(Request request, AtomicInteger next, BlockingQueue<Done> done) {
        for (int index = next.getAndIncrement(); index < request.seeds(); index = next.getAndIncrement()) {
            Done ended;
            try {
                SimulationReport report = new SimulationRun(scope(request, index)).run();
                ended = new Done(index, Optional.of(report), Optional.empty());
            } catch (RuntimeException | Error failure) {
                // Told of by the thread that waits for the runs.
                ended = new Done(index, Optional.empty(), Optional.of(failure));
            }
            boolean taken = done.offer(ended);
            assert taken : "the queue has no bound but the number of runs";
        }
    }

    private static void tellInOrder(Request request, BlockingQueue<Done> done, Listener listener) {
        Map<Integer, Done> early = new TreeMap<>();
        int shrunk = 0;
        for (int index = 0; index < request.seeds(); index++) {
            while (!early.containsKey(index)) {
                Done ended = take(done);
                early.put(ended.index(), ended);
            }
            Done ended = early.remove(index);
            SimulationReport report = ended.report()
                    .orElseThrow(() -> new IllegalStateException(
                            "a simulation failed", ended.failure().orElse(null)));
            boolean small = report.violation().isPresent() && shrunk++ < SHRUNK_MAX;
            listener.ran(told(report, small ? shrunk(scope(request, index), report) : Optional.empty()));
        }
    }

    private static Done take(BlockingQueue<Done> done) {
        try {
            return done.take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while simulations run", interrupted);
        }
    }

    private static SimulationScope scope(Request request, int index) {
        Set<FaultClass> allowed = EnumSet.noneOf(FaultClass.class);
        for (FaultClass each : FaultClass.values()) {
            if (request.faults().isEmpty() || request.faults().contains(each.label())) {
                allowed.add(each);
            }
        }
        return new SimulationScope(
                request.firstSeed() + index,
                allowed,
                request.hours().map(Duration::ofHours).orElse(SimulationScope.FAULTY_MAX),
                request.symbols().orElse(SimulationScope.SYMBOLS_MAX));
    }

    private static Optional<Shrunk> shrunk(SimulationScope scope, SimulationReport report) {
        if (report.violation().isEmpty()) {
            return Optional.empty();
        }
        Shrinking.Shrunk smallest = new Shrinking().shrink(scope, report);
        return Optional.of(new Shrunk(
                Arrays.stream(FaultClass.values())
                        .filter(smallest.scope().allowed()::contains)
                        .map(FaultClass::label)
                        .toList(),
                Math.toIntExact(smallest.scope().faultyAtMost().toHours()),
                smallest.scope().symbolsAtMost(),
                smallest.runs(),
                words(smallest.report()).orElse(""),
                smallest.report().lastEvents()));
    }

    private static Optional<String> words(SimulationReport report) {
        return report.violation()
                .map(violated -> "invariant " + violated.invariant().number() + " ("
                        + violated.invariant().sentence() + "): " + violated.detail());
    }

    private static Run told(SimulationReport report, Optional<Shrunk> shrunk) {
        return new Run(
                report.seed(),
                report.simulated(),
                report.orders(),
                Arrays.stream(FaultClass.values())
                        .map(each -> new Injected(
                                each.number(), each.label(), report.injected().getOrDefault(each, 0L)))
                        .toList(),
                report.unprotectedMs(),
                report.unprotectedUpMs(),
                words(report),
                report.lastEvents(),
                shrunk,
                Long.toHexString(report.hash()));
    }
}
