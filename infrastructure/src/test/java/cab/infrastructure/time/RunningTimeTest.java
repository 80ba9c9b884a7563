package cab.infrastructure.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cab.application.port.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RunningTimeTest {

    private static final long PATIENCE_SECONDS = 10;

    private final BlockingQueue<String> ran = new ArrayBlockingQueue<>(100);
    private final BlockingQueue<Throwable> failures = new ArrayBlockingQueue<>(10);
    private long nanos;

    @Test
    void theClockStandsUntilItIsStartedAndThenRunsAtItsSpeed() {
        MarketClock clock = new MarketClock(1_000, 60, () -> nanos);
        nanos = TimeUnit.SECONDS.toNanos(5);
        assertThat(clock.millis()).isEqualTo(1_000);

        clock.start();
        nanos += TimeUnit.SECONDS.toNanos(1);
        clock.start();

        assertThat(clock.millis()).isEqualTo(61_000);
        assertThat(clock.instant()).isEqualTo(Instant.ofEpochMilli(61_000));
    }

    @Test
    void theWaitEndsWhenTheClockShowsTheTimeAndNotBefore() {
        MarketClock clock = new MarketClock(0, 7, () -> nanos);
        clock.start();

        for (long dueMs = 1; dueMs < 2_000; dueMs += 13) {
            nanos = 0;
            nanos = clock.nanosUntil(dueMs);
            assertThat(clock.millis()).as("after the wait for %d", dueMs).isEqualTo(dueMs);
            assertThat(clock.nanosUntil(dueMs)).isZero();
            nanos -= 2;
            assertThat(clock.nanosUntil(dueMs)).as("just before %d", dueMs).isPositive();
        }
    }

    @Test
    void aSpeedOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MarketClock(0, 0, () -> 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new MarketClock(0, Double.NaN, () -> 0));
        assertThat(new MarketClock(0, 0.5, () -> 0).speed()).isEqualTo(0.5);
    }

    @Test
    void theClockOfTheMachineWaitsASecondAtMostBecauseItMayBeSet() {
        WallClock clock = new WallClock();

        assertThat(clock.nanosUntil(clock.millis() - 1)).isZero();
        assertThat(clock.nanosUntil(clock.millis() + 3_600_000)).isEqualTo(1_000_000_000);
    }

    @Test
    void aClockThatOnlyGoesForwardGoesOnAtHalfPaceUntilTheOtherHasCaughtUp() {
        long[] shown = {10_000};
        long[] elapsedMs = {0};
        RunningClock settable = new RunningClock() {
            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(shown[0]);
            }

            @Override
            public long nanosUntil(long epochMs) {
                return Long.MAX_VALUE;
            }
        };
        ForwardClock clock = new ForwardClock(settable, () -> elapsedMs[0] * 1_000_000, 0);
        assertThat(clock.millis()).isEqualTo(10_000);

        shown[0] = 9_000;
        assertThat(clock.millis()).isEqualTo(10_000);
        elapsedMs[0] = 1_000;
        shown[0] = 10_000;
        assertThat(clock.millis()).isEqualTo(10_500);
        assertThat(clock.nanosUntil(10_500)).isZero();
        assertThat(clock.nanosUntil(10_501)).isPositive().isLessThan(1_000_000_000);

        elapsedMs[0] = 2_000;
        shown[0] = 11_001;
        assertThat(clock.millis()).isEqualTo(11_001);
        shown[0] = 20_000;
        assertThat(clock.millis()).isEqualTo(20_000);
    }

    @Test
    void aClockThatOnlyGoesForwardStartsNoEarlierThanItIsTold() {
        MarketClock behind = new MarketClock(5_000, 1, () -> 0);

        assertThat(new ForwardClock(behind, () -> 0, 7_000).millis()).isEqualTo(7_000);
        assertThat(new ForwardClock(behind, () -> 0, 3_000).millis()).isEqualTo(5_000);
    }

    @Test
    void tasksRunInTheOrderOfTheirTime() throws InterruptedException {
        MarketClock clock = new MarketClock(0, 1_000_000, System::nanoTime);
        try (RealScheduler scheduler = new RealScheduler("scheduler", clock, failures::add)) {
            var _ = scheduler.at(Instant.ofEpochMilli(60_000), () -> ran.add("later"));
            var _ = scheduler.at(Instant.ofEpochMilli(30_000), () -> ran.add("sooner"));
            var _ = scheduler.at(Instant.EPOCH, () -> ran.add("at once"));
            assertThat(poll()).isEqualTo("at once");

            clock.start();

            assertThat(poll()).isEqualTo("sooner");
            assertThat(poll()).isEqualTo("later");
            assertThat(scheduler.millis()).isGreaterThanOrEqualTo(60_000);
        }
    }

    @Test
    void aTaskThatThrowsIsReportedAndTheOthersGoOn() throws InterruptedException {
        try (RealScheduler scheduler = scheduler(1_000_000)) {
            var _ = scheduler.after(Duration.ofMillis(1), () -> {
                throw new IllegalStateException("fault");
            });
            var _ = scheduler.after(Duration.ofSeconds(60), () -> ran.add("next"));

            assertThat(failures.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).hasMessage("fault");
            assertThat(poll()).isEqualTo("next");
        }
    }

    @Test
    void aCancelledTaskDoesNotRun() throws InterruptedException {
        try (RealScheduler scheduler = scheduler(1)) {
            Subscription task = scheduler.after(Duration.ofMillis(1), () -> ran.add("first"));
            Subscription never = scheduler.after(Duration.ofHours(1), () -> ran.add("cancelled"));
            never.close();
            never.close();
            assertThat(poll()).isEqualTo("first");
            task.close();
        }
        assertThat(ran).isEmpty();
    }

    @Test
    void afterItsEndNothingRunsAnyMore() throws InterruptedException {
        RealScheduler scheduler = scheduler(1);
        CountDownLatch scheduled = new CountDownLatch(1);
        var _ = scheduler.at(Instant.EPOCH, () -> {
            await(scheduled);
            scheduler.close();
            ran.add("was running");
        });
        var _ = scheduler.at(Instant.EPOCH, () -> ran.add("dropped"));
        scheduled.countDown();

        assertThat(poll()).isEqualTo("was running");
        scheduler.close();
        var _ = scheduler.at(Instant.EPOCH, () -> ran.add("too late"));
        assertThat(ran).isEmpty();
    }

    private String poll() throws InterruptedException {
        return String.valueOf(ran.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private RealScheduler scheduler(double speed) {
        MarketClock clock = new MarketClock(0, speed, System::nanoTime);
        clock.start();
        return new RealScheduler("scheduler", clock, failures::add);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
