package cab.application.testing;

import cab.application.event.Event;
import cab.application.event.EventPayload;
import cab.application.port.EventBus;
import cab.application.port.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Remembers every event. Owned by one thread. */
public final class RecordingEventBus implements EventBus {

    private final List<Event> events = new ArrayList<>();

    @Override
    public void publish(Event event) {
        events.add(event);
    }

    @Override
    public Subscription subscribe(String name, Consumer<Event> subscriber) {
        throw new UnsupportedOperationException("nothing in the core listens to events");
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    /** The topics in the order they were published. */
    public List<String> topics() {
        return events.stream().map(Event::topic).toList();
    }

    /** The payloads of one topic. */
    public List<EventPayload> of(String topic) {
        return events.stream()
                .filter(event -> event.topic().equals(topic))
                .map(Event::payload)
                .toList();
    }

    public void clear() {
        events.clear();
    }
}
