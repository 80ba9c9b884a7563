package cab.application.port;

import cab.application.event.Event;
import java.util.function.Consumer;

/**
 * Tells the rest of the program, and whoever listens outside, what happened. Publishing never waits and never throws: a
 * slow or failing subscriber loses events, which is counted, and nothing else is touched. Thread-safe.
 */
public interface EventBus {

    void publish(Event event);

    /** Whether anybody may hear what is published: where nobody does, it need not be put together. */
    default boolean isHeard() {
        return true;
    }

    /**
     * Calls {@code subscriber} for every event from now on, in order, on a thread of its own.
     *
     * @param name for logs and health
     */
    Subscription subscribe(String name, Consumer<Event> subscriber);
}
