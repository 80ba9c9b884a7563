package cab.app.assembly;

import cab.cli.StopWish;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Hears Ctrl-C and the signal to end, and keeps the process alive until what runs has told what it has, at most half a
 * minute. Thread-safe.
 */
public final class SignalledStop implements StopWish {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch told = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("stop-wish").unstarted(this::stop);
    private volatile boolean wanted;

    private SignalledStop() {}

    /** Listens from now on. */
    public static SignalledStop listening() {
        SignalledStop stop = new SignalledStop();
        Runtime.getRuntime().addShutdownHook(stop.hook);
        return stop;
    }

    private void stop() {
        wanted = true;
        try {
            boolean _ = told.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isWanted() {
        return wanted;
    }

    @Override
    public void close() {
        told.countDown();
        if (!wanted) {
            try {
                boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException ending) {
                // The process ends already; nobody waits any more.
                wanted = true;
            }
        }
    }
}
