package cab.application.execution;

import static cab.application.testing.Fixtures.BOT;
import static cab.application.testing.Fixtures.USDT;
import static cab.application.testing.Fixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CapitalPoolTest {

    private static final ClientOrderId FIRST = new ClientOrderId("first");
    private static final ClientOrderId SECOND = new ClientOrderId("second");

    private final CapitalPool pool = new CapitalPool(USDT);

    @Test
    void allThatIsFreeCanBeReservedAndNotMore() {
        pool.refresh(usdt("100"));

        assertThat(pool.reserve(FIRST, usdt("60"))).isTrue();
        assertThat(pool.reserve(SECOND, usdt("40.01"))).isFalse();
        assertThat(pool.reserve(SECOND, usdt("40"))).isTrue();
        assertThat(pool.available()).isEqualTo(usdt("0"));
    }

    @Test
    void whatIsReleasedCanBeReservedAgain() {
        pool.refresh(usdt("100"));
        assertThat(pool.reserve(FIRST, usdt("100"))).isTrue();

        pool.release(FIRST);
        pool.release(FIRST);

        assertThat(pool.available()).isEqualTo(usdt("100"));
    }

    @Test
    void reservationsOutliveWhatTheExchangeSays() {
        pool.refresh(usdt("100"));
        assertThat(pool.reserve(FIRST, usdt("30"))).isTrue();

        pool.refresh(usdt("90"));

        assertThat(pool.available()).isEqualTo(usdt("60"));
    }

    @Test
    void whatTheAccountIsWorthCountsReservationsAndWhatAllBotsHold() {
        BotId other = new BotId("other");
        pool.refresh(usdt("100"));
        assertThat(pool.reserve(FIRST, usdt("30"))).isTrue();
        pool.change(usdt("-40"), BOT, usdt("39"));
        pool.value(other, usdt("7"));
        assertThat(pool.equity()).isEqualTo(usdt("106"));

        pool.value(other, usdt("8"));
        pool.value(BOT, usdt("50"));
        assertThat(pool.equity()).isEqualTo(usdt("118"));

        pool.refresh(usdt("10"));
        pool.release(FIRST);
        assertThat(pool.equity()).isEqualTo(usdt("68"));
        assertThat(pool.available()).isEqualTo(usdt("10"));
    }

    @Test
    void fillsChangeWhatIsFree() {
        pool.refresh(usdt("100"));
        pool.change(usdt("-40"), BOT, usdt("39"));
        pool.change(usdt("5"), BOT, usdt("30"));

        assertThat(pool.available()).isEqualTo(usdt("65"));
    }

    @Test
    void whatIsHeldForOldOrdersMayExceedWhatIsFree() {
        pool.hold(FIRST, usdt("30"));
        pool.refresh(usdt("20"));

        assertThat(pool.available()).isEqualTo(usdt("0"));
        assertThat(pool.reserve(SECOND, usdt("1"))).isFalse();
    }

    @Test
    void twoBotsNeverSpendTheSameMoney() throws InterruptedException {
        pool.refresh(usdt("1000"));
        AtomicInteger granted = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(1);
        List<Thread> bots = new ArrayList<>();
        for (int bot = 0; bot < 2; bot++) {
            String name = "bot" + bot + "-";
            bots.add(Thread.ofPlatform().start(() -> {
                awaitQuietly(together);
                for (int order = 0; order < 150; order++) {
                    if (pool.reserve(new ClientOrderId(name + order), usdt("10"))) {
                        granted.incrementAndGet();
                    }
                }
            }));
        }

        together.countDown();
        for (Thread bot : bots) {
            assertThat(bot.join(Duration.ofSeconds(30))).isTrue();
        }

        assertThat(granted).hasValue(100);
        assertThat(pool.available()).isEqualTo(usdt("0"));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody started the race");
            }
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
