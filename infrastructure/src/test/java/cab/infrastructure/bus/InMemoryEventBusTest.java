package cab.infrastructure.bus;

import static cab.infrastructure.bus.Notes.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.application.event.Event;
import cab.application.port.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InMemoryEventBusTest {

    private static final Duration LONG = Duration.ofSeconds(15);

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Test
    void everySubscriberHearsEveryEventInOrder() throws InterruptedException {
        try (InMemoryEventBus bus = new InMemoryEventBus()) {
            BlockingQueue<String> alsoHeard = new LinkedBlockingQueue<>();
            Subscription _ = bus.subscribe("one", event -> heard.add(event.id()));
            Subscription _ = bus.subscribe("two", event -> alsoHeard.add(event.id()));

            for (int number = 0; number < 100; number++) {
                bus.publish(note(number));
            }

            for (int number = 0; number < 100; number++) {
                assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("n-" + number);
                assertThat(alsoHeard.poll(10, TimeUnit.SECONDS)).isEqualTo("n-" + number);
            }
        }
    }

    @Test
    void aSubscriberThatHangsLosesItsOldestEventsAndHoldsNobodyUp() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<String> slowlyHeard = new ArrayList<>();
        InMemoryEventBus bus = new InMemoryEventBus(3, LONG);
        Subscription _ = bus.subscribe("slow", event -> {
            begun.countDown();
            waitFor(release);
            slowlyHeard.add(event.id());
        });
        bus.publish(note(0));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        Subscription _ = bus.subscribe("quick", event -> heard.add(event.id()));

        for (int number = 1; number <= 3; number++) {
            bus.publish(note(number));
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("n-" + number);
        }
        assertThat(bus.lost("slow")).isZero();
        bus.publish(note(4));
        assertThat(bus.lost("slow")).isEqualTo(1);
        assertThat(bus.waiting("slow")).isEqualTo(3);
        assertThat(bus.lost()).containsEntry("quick", 0L);

        release.countDown();
        bus.close();
        assertThat(slowlyHeard).containsExactly("n-0", "n-2", "n-3", "n-4");
        assertThat(bus.lost("slow")).isEqualTo(1);
    }

    @Test
    void aSubscriberThatThrowsHearsTheNextEvent() throws InterruptedException {
        try (InMemoryEventBus bus = new InMemoryEventBus()) {
            Subscription _ = bus.subscribe("shaky", event -> {
                if (event.id().equals("n-0")) {
                    throw new IllegalStateException("this one was too much");
                }
                if (event.id().equals("n-1")) {
                    throw new AssertionError("and so was this");
                }
                heard.add(event.id());
            });

            bus.publish(note(0));
            bus.publish(note(1));
            bus.publish(note(2));

            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("n-2");
            assertThat(bus.failures("shaky")).isEqualTo(2);
        }
    }

    @Test
    void aClosedSubscriptionHearsNothingMore() throws InterruptedException {
        try (InMemoryEventBus bus = new InMemoryEventBus()) {
            Subscription subscription = bus.subscribe("leaver", event -> heard.add("left " + event.id()));
            subscription.close();
            subscription.close();
            BlockingQueue<String> others = new LinkedBlockingQueue<>();
            Subscription _ = bus.subscribe("stayer", event -> others.add(event.id()));

            bus.publish(note(0));

            assertThat(others.poll(10, TimeUnit.SECONDS)).isEqualTo("n-0");
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void closingHandsOutWhatWaits() {
        InMemoryEventBus bus = new InMemoryEventBus(100, LONG);
        Subscription _ = bus.subscribe("all", event -> heard.add(event.id()));
        for (int number = 0; number < 100; number++) {
            bus.publish(note(number));
        }

        bus.close();

        assertThat(heard).hasSize(100);
        bus.publish(note(100));
        assertThat(heard).hasSize(100);
        assertThatThrownBy(() -> bus.subscribe("late", event -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingDoesNotWaitForASubscriberThatHangs() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        InMemoryEventBus bus = new InMemoryEventBus(10, Duration.ofMillis(50));
        Subscription _ = bus.subscribe("hanging", event -> {
            begun.countDown();
            waitFor(never);
        });
        bus.publish(note(0));
        bus.publish(note(1));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        bus.close();

        assertThat(bus.lost("hanging")).isEqualTo(1);
    }

    @Test
    void aSubscriberMayPublishFromItsOwnThread() throws InterruptedException {
        try (InMemoryEventBus bus = new InMemoryEventBus()) {
            Subscription _ = bus.subscribe("echo", (Event event) -> {
                heard.add(event.id());
                if (event.id().equals("n-0")) {
                    bus.publish(note(1));
                }
            });

            bus.publish(note(0));

            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("n-0");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("n-1");
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
