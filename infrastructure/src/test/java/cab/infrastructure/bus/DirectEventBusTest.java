package cab.infrastructure.bus;

import static cab.infrastructure.bus.Notes.note;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.Subscription;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectEventBusTest {

    private final DirectEventBus bus = new DirectEventBus();
    private final List<String> heard = new ArrayList<>();

    @Test
    void whoPublishesCallsTheSubscribersInOrder() {
        Subscription _ = bus.subscribe("one", event -> heard.add("one " + event.id()));
        Subscription two = bus.subscribe("two", event -> heard.add("two " + event.id()));

        bus.publish(note(0));
        two.close();
        bus.publish(note(1));

        assertThat(heard).containsExactly("one n-0", "two n-0", "one n-1");
    }

    @Test
    void aSubscriberThatThrowsTouchesNeitherThePublisherNorTheOthers() {
        Subscription _ = bus.subscribe("shaky", event -> {
            throw new IllegalStateException("too much");
        });
        Subscription _ = bus.subscribe("steady", event -> heard.add(event.id()));

        bus.publish(note(0));

        assertThat(heard).containsExactly("n-0");
        assertThat(bus.failures()).isEqualTo(1);
    }
}
