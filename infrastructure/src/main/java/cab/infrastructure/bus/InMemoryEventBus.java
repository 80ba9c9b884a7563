package cab.infrastructure.bus;

import cab.application.event.Event;
import cab.application.port.EventBus;
import cab.application.port.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event bus of one process. Each subscriber has a bounded queue and a virtual thread named after it.
 *
 * <p>Guarantees: (1) publishing neither waits for a subscriber nor throws; (2) a subscriber gets its events one at a
 * time, in the order of publication; (3) one that is too slow loses its oldest events, which is counted; (4) one that
 * throws is reported and gets the next event; (5) closing takes a bounded time. Thread-safe.
 */
public final class InMemoryEventBus implements EventBus, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InMemoryEventBus.class);
    private static final int CAPACITY = 4_096;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final int capacity;
    private final Duration closeLimit;
    private final CopyOnWriteArrayList<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final ReentrantLock subscribing = new ReentrantLock();
    private final SortedMap<String, Long> lostBefore = new TreeMap<>();
    private volatile boolean closed;

    public InMemoryEventBus() {
        this(CAPACITY, CLOSE_LIMIT);
    }

    /**
     * @param capacity events that may wait for one subscriber
     * @param closeLimit how long closing waits for all subscribers together
     */
    public InMemoryEventBus(int capacity, Duration closeLimit) {
        this.capacity = capacity;
        this.closeLimit = closeLimit;
    }

    @Override
    public void publish(Event event) {
        for (Delivery delivery : deliveries) {
            delivery.queue().put(event);
        }
    }

    /** @throws IllegalStateException when the bus is closed */
    @Override
    public Subscription subscribe(String name, Consumer<Event> subscriber) {
        Delivery delivery = new Delivery(name, subscriber, capacity);
        subscribing.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the event bus is closed, '" + name + "' came too late");
            }
            deliveries.add(delivery);
            delivery.start();
        } finally {
            subscribing.unlock();
        }
        return () -> end(delivery);
    }

    private void end(Delivery delivery) {
        delivery.queue().abandon(false);
        subscribing.lock();
        try {
            if (deliveries.remove(delivery)) {
                boolean _ = lostBefore.merge(delivery.name(), delivery.queue().lost(), Long::sum) > 0;
            }
        } finally {
            subscribing.unlock();
        }
    }

    /** How many events the subscribers of this name were too slow for. */
    public long lost(String name) {
        return lost().getOrDefault(name, 0L);
    }

    /** How many events were lost, by the name of the subscriber; 0 for one that kept up. */
    public SortedMap<String, Long> lost() {
        subscribing.lock();
        try {
            SortedMap<String, Long> lost = new TreeMap<>(lostBefore);
            deliveries.forEach(
                    delivery -> lost.merge(delivery.name(), delivery.queue().lost(), Long::sum));
            return lost;
        } finally {
            subscribing.unlock();
        }
    }

    /** How often the present subscribers of this name have thrown. */
    public long failures(String name) {
        return sum(name, Delivery::failures);
    }

    /** How many events wait for the subscribers of this name. */
    public long waiting(String name) {
        return sum(name, delivery -> delivery.queue().waiting());
    }

    private long sum(String name, ToLongFunction<Delivery> number) {
        return deliveries.stream()
                .filter(delivery -> delivery.name().equals(name))
                .mapToLong(number)
                .sum();
    }

    /** Hands out what waits, as far as the limit allows, and ends all subscriptions. */
    @Override
    public void close() {
        subscribing.lock();
        try {
            closed = true;
        } finally {
            subscribing.unlock();
        }
        long deadline = System.nanoTime() + closeLimit.toNanos();
        List<Delivery> all = List.copyOf(deliveries);
        all.forEach(delivery -> delivery.queue().end());
        boolean interrupted = false;
        for (Delivery delivery : all) {
            try {
                long left = interrupted ? 0 : Math.max(0, deadline - System.nanoTime());
                if (!delivery.finish(Duration.ofNanos(left))) {
                    abandon(delivery);
                }
            } catch (InterruptedException hurried) {
                interrupted = true;
                abandon(delivery);
            }
            end(delivery);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void abandon(Delivery delivery) {
        delivery.abandon();
        LOG.warn(
                "subscriber did not finish in time name={} lost={}",
                delivery.name(),
                delivery.queue().lost());
    }
}
