package cab.infrastructure.bus;

import cab.application.event.Event;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One subscriber with its queue and its thread. Thread-safe. */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final String name;
    private final Consumer<Event> subscriber;
    private final EventQueue queue;
    private final AtomicLong failures = new AtomicLong();
    private final Thread thread;

    Delivery(String name, Consumer<Event> subscriber, int capacity) {
        this.name = name;
        this.subscriber = subscriber;
        this.queue = new EventQueue(capacity);
        this.thread = Thread.ofVirtual().name("events-" + name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    String name() {
        return name;
    }

    EventQueue queue() {
        return queue;
    }

    long failures() {
        return failures.get();
    }

    private void run() {
        try {
            Optional<Event> next = queue.take();
            while (next.isPresent()) {
                deliver(next.get());
                next = queue.take();
            }
        } catch (InterruptedException abandoned) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever a subscriber throws stays with it: trading must not notice, and the next event may go well again. */
    private void deliver(Event event) {
        try {
            subscriber.accept(event);
        } catch (RuntimeException | Error failed) {
            if (failures.incrementAndGet() == 1) {
                LOG.warn(
                        "subscriber failed name={} topic={}; further failures are counted",
                        name,
                        event.topic(),
                        failed);
            } else {
                LOG.debug("subscriber failed again name={} topic={}", name, event.topic(), failed);
            }
        }
    }

    /** Lets the subscriber work off what waits, but not longer than {@code limit}; false when it did not manage to. */
    boolean finish(Duration limit) throws InterruptedException {
        queue.end();
        return thread.join(limit);
    }

    /** Ends it at once: what still waits is lost. */
    void abandon() {
        queue.abandon(true);
        thread.interrupt();
    }
}
