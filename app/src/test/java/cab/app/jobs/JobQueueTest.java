package cab.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JobQueueTest {

    private static final JsonNode REQUEST =
            JsonNodeFactory.instance.objectNode().put("what", "this");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int WAITING_MAX = 2;
    private static final int KEPT_MAX = 4;

    private final AtomicInteger number = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final JobQueue queue = new JobQueue(
            new JobLimits(WAITING_MAX, KEPT_MAX), () -> NOW, nanos::get, () -> "job-" + number.incrementAndGet());

    @AfterEach
    void close() {
        queue.close();
    }

    /** Work that tells when it has begun and goes on until it is let go. */
    private static final class Held implements JobWork {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private final double part;

        private Held(double part) {
            this.part = part;
        }

        @Override
        public JobEnd run(JobProgress progress) {
            boolean _ = progress.at(part);
            begun.countDown();
            await(release);
            return progress.at(part) ? done() : new JobEnd.Cancelled();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new AssertionError("must not be interrupted", stopped);
        }
    }

    private static JobEnd done() {
        return new JobEnd.Done(JsonNodeFactory.instance.textNode("result"));
    }

    private String submit(JobWork work) {
        return queue.submit(REQUEST, work).orElseThrow().id();
    }

    private JobView view(String id) {
        return queue.find(id).orElseThrow();
    }

    /** Everything that was asked for before is over: there is one thread. */
    private void settle() {
        CountDownLatch reached = new CountDownLatch(1);
        String last = submit(progress -> {
            reached.countDown();
            return done();
        });
        await(reached);
        awaitOver(last);
    }

    private void awaitOver(String id) {
        while (!view(id).state().isOver()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aJobWaitsRunsAndIsDone() {
        Held first = new Held(0.25);
        String running = submit(first);
        await(first.begun);
        String waiting = submit(progress -> done());
        nanos.set(Duration.ofSeconds(10).toNanos());

        JobView atWork = view(running);
        assertThat(atWork.state()).isEqualTo(JobState.RUNNING);
        assertThat(atWork.progress()).isEqualTo(0.25);
        assertThat(atWork.left()).contains(Duration.ofSeconds(30));
        assertThat(atWork.startedAt()).contains(NOW);
        assertThat(view(waiting).state()).isEqualTo(JobState.QUEUED);
        assertThat(view(waiting).startedAt()).isEmpty();

        first.release.countDown();
        awaitOver(waiting);

        assertThat(view(running).state()).isEqualTo(JobState.DONE);
        assertThat(view(running).progress()).isEqualTo(1);
        assertThat(view(running).left()).isEmpty();
        assertThat(view(running).result().map(JsonNode::textValue)).contains("result");
        assertThat(view(running).request()).isEqualTo(REQUEST);
        assertThat(queue.latest(10)).extracting(JobView::id).containsExactly(waiting, running);
        assertThat(queue.latest(1)).extracting(JobView::id).containsExactly(waiting);
    }

    @Test
    void inItsFirstMomentsNobodyCanSayHowLongItTakes() {
        Held early = new Held(0.009);
        String id = submit(early);
        await(early.begun);

        assertThat(view(id).left()).isEmpty();
        early.release.countDown();
    }

    @Test
    void moreThanMayWaitIsRefused() {
        Held first = new Held(0);
        String _ = submit(first);
        await(first.begun);
        String second = submit(progress -> done());
        String _ = submit(progress -> done());

        assertThat(queue.submit(REQUEST, progress -> done())).isEmpty();

        assertThat(queue.cancel(second).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
        assertThat(queue.submit(REQUEST, progress -> done())).isPresent();
        first.release.countDown();
    }

    @Test
    void oneThatWaitsIsCancelledAtOnceAndNeverRuns() {
        Held first = new Held(0);
        String _ = submit(first);
        await(first.begun);
        AtomicInteger ran = new AtomicInteger();
        String id = submit(progress -> {
            ran.incrementAndGet();
            return done();
        });

        assertThat(queue.cancel(id).orElseThrow().state()).isEqualTo(JobState.CANCELLED);

        first.release.countDown();
        settle();
        assertThat(ran).hasValue(0);
        assertThat(view(id).endedAt()).contains(NOW);
    }

    @Test
    void oneThatRunsIsToldToEnd() {
        Held held = new Held(0.5);
        String id = submit(held);
        await(held.begun);

        assertThat(queue.cancel(id).orElseThrow().state()).isEqualTo(JobState.RUNNING);
        held.release.countDown();
        awaitOver(id);

        assertThat(view(id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(view(id).result()).isEmpty();
        assertThat(queue.cancel(id).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void oneThatIsDoneStaysDone() {
        String id = submit(progress -> done());
        awaitOver(id);

        assertThat(queue.cancel(id).orElseThrow().state()).isEqualTo(JobState.DONE);
    }

    @Test
    void aFaultOfOneIsNotAFaultOfTheNext() {
        String refused = submit(progress -> new JobEnd.Failed("no candles"));
        String broken = submit(progress -> {
            throw new IllegalStateException("secret");
        });
        awaitOver(broken);
        String linkage = submit(progress -> {
            throw new NoClassDefFoundError("my/Strategy");
        });
        settle();

        assertThat(view(refused).error()).contains("no candles");
        assertThat(view(broken).state()).isEqualTo(JobState.FAILED);
        assertThat(view(broken).error()).contains("internal fault; the log has more under " + broken);
        assertThat(view(linkage).state()).isEqualTo(JobState.FAILED);
    }

    @Test
    void onlyTheLatestThatAreOverAreRemembered() {
        String first = submit(progress -> done());
        awaitOver(first);
        for (int count = 1; count < KEPT_MAX; count++) {
            awaitOver(submit(progress -> done()));
        }
        assertThat(queue.find(first)).isPresent();

        awaitOver(submit(progress -> done()));
        settle();

        assertThat(queue.find(first)).isEmpty();
        assertThat(queue.latest(100)).hasSize(KEPT_MAX);
    }

    @Test
    void theEndOfTheProgramEndsEverything() {
        CountDownLatch begun = new CountDownLatch(1);
        String running = submit(progress -> {
            begun.countDown();
            while (progress.at(0.5)) {
                Thread.onSpinWait();
            }
            return new JobEnd.Cancelled();
        });
        await(begun);
        String waiting = submit(progress -> done());

        queue.close();

        assertThat(List.of(view(running).state(), view(waiting).state())).containsOnly(JobState.CANCELLED);
        assertThat(queue.submit(REQUEST, progress -> done())).isEmpty();
    }

    @Test
    void theWorkIsDoneByAThreadThatGivesWayAndKeepsNoProcessAlive() {
        CountDownLatch seen = new CountDownLatch(1);
        AtomicInteger priority = new AtomicInteger();
        AtomicInteger daemons = new AtomicInteger();
        String _ = submit(progress -> {
            priority.set(Thread.currentThread().getPriority());
            daemons.set(Thread.currentThread().isDaemon() ? 1 : 0);
            seen.countDown();
            return done();
        });
        await(seen);

        assertThat(priority).hasValue(Thread.MIN_PRIORITY);
        assertThat(daemons).hasValue(1);
    }

    @Test
    void limitsAreAtLeastOne() {
        assertThatThrownBy(() -> new JobLimits(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new JobLimits(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
