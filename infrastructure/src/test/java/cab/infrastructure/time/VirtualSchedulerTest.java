package cab.infrastructure.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import cab.application.port.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VirtualSchedulerTest {

    private final VirtualScheduler time = new VirtualScheduler(1_000);
    private final List<String> ran = new ArrayList<>();

    @Test
    void tasksRunByTimeAndThenByTheOrderOfTheirScheduling() {
        schedule(1_200, "c");
        schedule(1_100, "a");
        schedule(1_100, "b");

        time.advanceTo(1_200);

        assertThat(ran).containsExactly("1100 a", "1100 b", "1200 c");
        assertThat(time.nextDueMs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aTaskRunsAtItsTimeAndNotAMillisecondBefore() {
        schedule(1_100, "a");

        time.advanceTo(1_099);
        assertThat(ran).isEmpty();
        time.advanceTo(1_100);
        assertThat(ran).containsExactly("1100 a");
    }

    @Test
    void aTaskInTheMiddleOfAMillisecondRunsAtItsEnd() {
        var _ = time.at(Instant.ofEpochMilli(1_100).plusNanos(1), () -> ran.add("late"));

        assertThat(time.nextDueMs()).isEqualTo(1_101);
        assertThat(VirtualScheduler.epochMsRoundedUp(Instant.ofEpochMilli(1_100)))
                .isEqualTo(1_100);
    }

    @Test
    void aTaskOfThePastRunsAtOnceWhenTimeIsMoved() {
        schedule(500, "a");

        time.advanceTo(1_000);

        assertThat(ran).containsExactly("1000 a");
    }

    @Test
    void whatATaskSchedulesForNowRunsInTheSameMove() {
        var _ = time.after(Duration.ofMillis(100), () -> schedule(1_100, "inner"));

        time.advanceTo(1_100);

        assertThat(ran).containsExactly("1100 inner");
    }

    @Test
    void aCancelledTaskDoesNotRunAndCancellingTwiceDoesNothing() {
        Subscription task = time.atMs(1_100, () -> ran.add("cancelled"));
        schedule(1_100, "b");
        task.close();
        task.close();

        time.advanceTo(2_000);
        task.close();

        assertThat(ran).containsExactly("1100 b");
    }

    @Test
    void manyCancelledTasksAreForgotten() {
        List<Subscription> tasks = new ArrayList<>();
        for (int count = 0; count < 1_000; count++) {
            tasks.add(time.atMs(1_100 + count, () -> ran.add("cancelled")));
        }
        schedule(5_000, "last");

        tasks.forEach(Subscription::close);

        assertThat(time.nextDueMs()).isEqualTo(5_000);
        time.advanceTo(5_000);
        assertThat(ran).containsExactly("5000 last");
    }

    @Test
    void timeNeverGoesBack() {
        assertThatIllegalArgumentException().isThrownBy(() -> time.advanceTo(999));
        time.advanceTo(1_000);
        assertThat(time.instant()).isEqualTo(Instant.ofEpochMilli(1_000));
    }

    @Test
    void theClockAloneIsMovedUpToWhatIsDueAndNotBeyond() {
        schedule(1_100, "a");

        time.moveTo(1_100);
        assertThat(ran).isEmpty();
        assertThat(time.millis()).isEqualTo(1_100);
        assertThatIllegalArgumentException().isThrownBy(() -> time.moveTo(1_101));
        assertThatIllegalArgumentException().isThrownBy(() -> time.moveTo(1_099));
    }

    @Test
    void anExceptionOfATaskComesOutAndTheNextTaskIsStillThere() {
        var _ = time.atMs(1_100, () -> {
            throw new IllegalStateException("fault of the task");
        });
        schedule(1_200, "b");

        assertThatIllegalStateException()
                .isThrownBy(() -> time.advanceTo(2_000))
                .withMessage("fault of the task");
        time.advanceTo(2_000);
        assertThat(ran).containsExactly("1200 b");
    }

    @Test
    void aTaskThatSchedulesItselfForNowForeverIsFound() {
        Runnable[] again = new Runnable[1];
        again[0] = () -> {
            var _ = time.atMs(1_100, again[0]);
        };
        var _ = time.atMs(1_100, again[0]);

        assertThatIllegalStateException()
                .isThrownBy(() -> time.advanceTo(1_100))
                .withMessageContaining("more than 1000000 tasks at");
    }

    private void schedule(long atMs, String name) {
        var _ = time.atMs(atMs, () -> ran.add(time.millis() + " " + name));
    }
}
