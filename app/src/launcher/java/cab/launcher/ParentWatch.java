package cab.launcher;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;

/**
 * Ends this process when the launcher that started it is gone. A launcher that is killed outright cannot pass the
 * signal on, and a bot that nobody can see any more must not go on trading.
 */
final class ParentWatch {
    static final String LAUNCHED_BY = "cab.launched.by";

    private ParentWatch() {}

    /** Does nothing unless a launcher left its process id in the system property. */
    static void startIfLaunched() {
        Optional.ofNullable(System.getProperty(LAUNCHED_BY))
                .map(Long::valueOf)
                .ifPresent(pid -> watch(pid, ProcessHandle::of, () -> System.exit(143)));
    }

    /** Runs {@code gone} once, when the process ends, or now when it has ended already. */
    static void watch(long pid, LongFunction<Optional<ProcessHandle>> processes, Runnable gone) {
        Optional<ProcessHandle> parent = processes.apply(pid);
        if (parent.isPresent()) {
            CompletableFuture<Void> unused = parent.get().onExit().thenRun(gone);
        } else {
            gone.run();
        }
    }
}
