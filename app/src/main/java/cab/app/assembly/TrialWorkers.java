package cab.app.assembly;

import cab.application.optimize.Trial;
import cab.application.optimize.TrialEvaluator;
import cab.application.optimize.TrialOutcome;
import cab.application.optimize.TrialRequest;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs trials on several threads at once, for one caller. What they share is read only. A trial that a fault ends, in a
 * strategy of the user for example, is told as failed; the others go on.
 */
final class TrialWorkers implements AutoCloseable {

    private final BooleanSupplier stopWanted;
    private final ExecutorService workers;

    /**
     * Workers that wait for trials.
     *
     * @param stopWanted once this is true, no further trial is begun
     */
    TrialWorkers(int jobs, BooleanSupplier stopWanted) {
        this.stopWanted = stopWanted;
        this.workers = Executors.newFixedThreadPool(
                jobs, Thread.ofPlatform().name("trial-", 0).daemon().factory());
    }

    /** Has trials run by {@code run}, which several threads call. */
    TrialEvaluator running(Function<TrialRequest, TrialOutcome> run) {
        return (requests, done) -> evaluate(run, requests, done);
    }

    private void evaluate(Function<TrialRequest, TrialOutcome> run, List<TrialRequest> requests, Consumer<Trial> done) {
        CompletionService<List<Trial>> finished = new ExecutorCompletionService<>(workers);
        requests.forEach(request -> finished.submit(() -> run(run, request)));
        for (int taken = 0; taken < requests.size(); taken++) {
            try {
                finished.take().get().forEach(done);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException fault) {
                throw new IllegalStateException("a trial cannot be run: " + fault.getCause(), fault.getCause());
            }
        }
    }

    /** The trial, or nothing when it was not begun. */
    private List<Trial> run(Function<TrialRequest, TrialOutcome> run, TrialRequest request) {
        if (stopWanted.getAsBoolean()) {
            return List.of();
        }
        try {
            return List.of(request.with(run.apply(request)));
        } catch (RuntimeException fault) {
            return List.of(request.with(new TrialOutcome.Failed(fault.toString())));
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
