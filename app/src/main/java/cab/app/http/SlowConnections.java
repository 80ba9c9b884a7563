package cab.app.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections that feed a request byte by byte: whoever sends something between two looks, and has not finished
 * a request by the second, is let go. So nobody can occupy all connections with little effort. Thread-safe.
 */
final class SlowConnections extends AbstractLifeCycle implements Connection.Listener {

    private final Map<Connection, Seen> open = new ConcurrentHashMap<>();
    private final Scheduler scheduler;
    private final Duration interval;

    SlowConnections(Scheduler scheduler, Duration interval) {
        this.scheduler = scheduler;
        this.interval = interval;
    }

    /**
     * What was seen of a connection.
     *
     * @param bytes that have come in
     * @param requests that have come in
     * @param isUnfinished whether there was a beginning without an end
     */
    private record Seen(long bytes, long requests, boolean isUnfinished) {

        private Seen next(Connection connection) {
            long bytesNow = connection.getBytesIn();
            long requestsNow = connection.getMessagesIn();
            return new Seen(bytesNow, requestsNow, bytesNow > bytes && requestsNow == requests);
        }
    }

    @Override
    protected void doStart() {
        next();
    }

    private void next() {
        Scheduler.Task _ = scheduler.schedule(this::look, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (!isRunning() && !isStarting()) {
            return;
        }
        open.replaceAll((connection, before) -> {
            Seen now = before.next(connection);
            if (before.isUnfinished && now.isUnfinished) {
                connection.getEndPoint().close();
            }
            return now;
        });
        next();
    }

    @Override
    public void onOpened(Connection connection) {
        open.put(connection, new Seen(0, 0, false));
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }
}
