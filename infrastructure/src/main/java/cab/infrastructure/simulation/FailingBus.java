package cab.infrastructure.simulation;

import cab.application.event.Event;
import cab.application.port.EventBus;
import cab.application.port.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An event bus whose listeners may fail: as the port has it, nobody who publishes ever hears of that. */
final class FailingBus implements EventBus {

    private final List<Consumer<Event>> subscribers = new ArrayList<>();
    private long failures;

    @Override
    public void publish(Event event) {
        for (Consumer<Event> subscriber : List.copyOf(subscribers)) {
            try {
                subscriber.accept(event);
            } catch (IllegalStateException planted) {
                failures++;
            }
        }
    }

    @Override
    public Subscription subscribe(String name, Consumer<Event> subscriber) {
        subscribers.add(subscriber);
        return () -> {
            boolean _ = subscribers.remove(subscriber);
        };
    }

    /** How often a listener has failed. */
    long failures() {
        return failures;
    }
}
