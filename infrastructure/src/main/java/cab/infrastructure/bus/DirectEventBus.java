package cab.infrastructure.bus;

import cab.application.event.Event;
import cab.application.port.EventBus;
import cab.application.port.Subscription;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bus for backtests: subscribers are called by the thread that publishes, before {@link #publish} returns, so that a
 * run repeats exactly; without subscribers publishing costs next to nothing. A subscriber that throws is reported and
 * gets the next event. Thread-safe, but subscribers must be when several threads publish.
 */
public final class DirectEventBus implements EventBus {

    private static final Logger LOG = LoggerFactory.getLogger(DirectEventBus.class);

    private final CopyOnWriteArrayList<Direct> subscribers = new CopyOnWriteArrayList<>();
    private final AtomicLong failures = new AtomicLong();

    @Override
    public void publish(Event event) {
        for (Direct direct : subscribers) {
            deliver(direct, event);
        }
    }

    private void deliver(Direct direct, Event event) {
        try {
            direct.subscriber.accept(event);
        } catch (RuntimeException | Error failed) {
            if (failures.incrementAndGet() == 1) {
                LOG.warn("subscriber failed name={} topic={}", direct.name, event.topic(), failed);
            }
        }
    }

    @Override
    public Subscription subscribe(String name, Consumer<Event> subscriber) {
        Direct direct = new Direct(name, subscriber);
        subscribers.add(direct);
        return () -> {
            boolean _ = subscribers.remove(direct);
        };
    }

    /** How often a subscriber has thrown. */
    public long failures() {
        return failures.get();
    }

    /** A subscriber; two are the same only when they are one object. */
    private static final class Direct {
        private final String name;
        private final Consumer<Event> subscriber;

        private Direct(String name, Consumer<Event> subscriber) {
            this.name = name;
            this.subscriber = subscriber;
        }
    }
}
