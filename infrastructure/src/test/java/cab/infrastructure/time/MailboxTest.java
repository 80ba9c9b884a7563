package cab.infrastructure.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class MailboxTest {

    private static final long PATIENCE_SECONDS = 10;

    private final BlockingQueue<Throwable> failures = new ArrayBlockingQueue<>(10);

    @Test
    void inVirtualTimeAMessageIsHandledAtOnce() {
        List<String> handled = new ArrayList<>();
        InlineMailbox mailbox = new InlineMailbox(1);

        assertThat(mailbox.offer(() -> handled.add("first"))).isTrue();

        assertThat(handled).containsExactly("first");
    }

    @Test
    void inVirtualTimeAMessageThatComesInBetweenWaitsForTheEndOfTheFirst() {
        List<String> handled = new ArrayList<>();
        InlineMailbox mailbox = new InlineMailbox(2);

        boolean taken = mailbox.offer(() -> {
            assertThat(mailbox.offer(() -> handled.add("second"))).isTrue();
            mailbox.answer(() -> handled.add("third"));
            handled.add("first");
        });

        assertThat(taken).isTrue();
        assertThat(handled).containsExactly("first", "second", "third");
    }

    @Test
    void inVirtualTimeOffersBeyondTheBoundAreRefusedAndAnswersAreNot() {
        List<String> handled = new ArrayList<>();
        InlineMailbox mailbox = new InlineMailbox(1);

        mailbox.answer(() -> {
            assertThat(mailbox.offer(() -> handled.add("second"))).isTrue();
            assertThat(mailbox.offer(() -> handled.add("refused"))).isFalse();
            mailbox.answer(() -> handled.add("answer"));
        });

        assertThat(handled).containsExactly("second", "answer");
    }

    @Test
    void inVirtualTimeAFaultComesOutAndTheMailboxGoesOn() {
        List<String> handled = new ArrayList<>();
        InlineMailbox mailbox = new InlineMailbox(1);

        assertThatIllegalStateException()
                .isThrownBy(() -> mailbox.offer(() -> {
                    throw new IllegalStateException("fault");
                }));

        assertThat(mailbox.offer(() -> handled.add("next"))).isTrue();
        assertThat(handled).containsExactly("next");
    }

    @Test
    void messagesAreHandledInOrderByOneNamedThread() throws InterruptedException {
        BlockingQueue<String> handled = new ArrayBlockingQueue<>(100);
        try (ThreadMailbox mailbox = new ThreadMailbox("bot-BTC", 100, failures::add)) {
            for (int count = 0; count < 50; count++) {
                int number = count;
                assertThat(mailbox.offer(
                                () -> handled.add(Thread.currentThread().getName() + number)))
                        .isTrue();
            }
            for (int count = 0; count < 50; count++) {
                assertThat(handled.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("bot-BTC" + count);
            }
        }
    }

    @Test
    void offersBeyondTheBoundAreRefusedAndAnswersAreNot() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger handled = new AtomicInteger();
        ThreadMailbox mailbox = new ThreadMailbox("bot", 1, failures::add);
        assertThat(mailbox.offer(() -> {
                    busy.countDown();
                    await(release);
                }))
                .isTrue();
        await(busy);

        assertThat(mailbox.offer(handled::incrementAndGet)).isTrue();
        assertThat(mailbox.offer(handled::incrementAndGet)).isFalse();
        mailbox.answer(handled::incrementAndGet);
        release.countDown();
        mailbox.close();

        assertThat(handled).hasValue(2);
    }

    @Test
    void closingHandlesWhatWaitsAndTakesNothingMore() {
        AtomicInteger handled = new AtomicInteger();
        ThreadMailbox mailbox = new ThreadMailbox("bot", 100, failures::add);
        for (int count = 0; count < 100; count++) {
            assertThat(mailbox.offer(handled::incrementAndGet)).isTrue();
        }

        mailbox.close();
        mailbox.close();

        assertThat(handled).hasValue(100);
        assertThat(mailbox.offer(handled::incrementAndGet)).isFalse();
        mailbox.answer(handled::incrementAndGet);
        assertThat(handled).hasValue(100);
    }

    @Test
    void aFaultIsReportedAndTheOwnerHandlesNothingAnyMore() throws InterruptedException {
        AtomicInteger handled = new AtomicInteger();
        ThreadMailbox mailbox = new ThreadMailbox("bot", 10, failures::add);
        CountDownLatch together = new CountDownLatch(1);
        assertThat(mailbox.offer(() -> await(together))).isTrue();
        assertThat(mailbox.offer(() -> {
                    throw new IllegalStateException("fault");
                }))
                .isTrue();
        assertThat(mailbox.offer(handled::incrementAndGet)).isTrue();
        together.countDown();

        assertThat(failures.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).hasMessage("fault");
        mailbox.close();
        assertThat(handled).hasValue(0);
        assertThat(mailbox.offer(handled::incrementAndGet)).isFalse();
    }

    @Test
    void anOwnerMayCloseItsOwnMailbox() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        ThreadMailbox mailbox = new ThreadMailbox("bot", 10, failures::add);

        assertThat(mailbox.offer(() -> {
                    mailbox.close();
                    closed.countDown();
                }))
                .isTrue();

        await(closed);
        mailbox.close();
        assertThat(failures).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
