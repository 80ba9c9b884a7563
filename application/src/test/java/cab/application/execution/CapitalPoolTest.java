package cab.application.execution;

import static cab.application.testing.Fixtures.BOT;
import static cab.application.testing.Fixtures.USDT;
import static cab.application.testing.Fixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.money.Money;
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

    private static final BotId OTHER = new BotId("other");
    private static final Duration LAG = Duration.ofSeconds(30);
    private static final long NOW_MS = 1_000_000;

    private final CapitalPool pool = new CapitalPool(USDT);

    @Test
    void allThatIsFreeCanBeReservedAndNotMore() {
        read(usdt("100"));

        assertThat(pool.reserve(FIRST, usdt("60"))).isTrue();
        assertThat(pool.reserve(SECOND, usdt("40.01"))).isFalse();
        assertThat(pool.reserve(SECOND, usdt("40"))).isTrue();
        assertThat(pool.available()).isEqualTo(usdt("0"));
    }

    @Test
    void whatIsReleasedCanBeReservedAgain() {
        read(usdt("100"));
        assertThat(pool.reserve(FIRST, usdt("100"))).isTrue();

        pool.release(FIRST);
        pool.release(FIRST);

        assertThat(pool.available()).isEqualTo(usdt("100"));
    }

    @Test
    void reservationsOutliveWhatTheExchangeSays() {
        read(usdt("100"));
        assertThat(pool.reserve(FIRST, usdt("30"))).isTrue();

        read(usdt("90"));

        assertThat(pool.available()).isEqualTo(usdt("60"));
    }

    @Test
    void whatTheAccountIsWorthCountsReservationsAndWhatAllBotsHold() {
        read(usdt("100"));
        assertThat(pool.reserve(FIRST, usdt("30"))).isTrue();
        pool.change(BOT, flow(usdt("-40")), usdt("39"), NOW_MS);
        pool.value(OTHER, usdt("7"));
        assertThat(pool.equity()).isEqualTo(usdt("106"));

        pool.value(OTHER, usdt("8"));
        pool.value(BOT, usdt("50"));
        assertThat(pool.equity()).isEqualTo(usdt("118"));

        read(usdt("10"));
        pool.release(FIRST);
        assertThat(pool.equity()).isEqualTo(usdt("68"));
        assertThat(pool.available()).isEqualTo(usdt("10"));
    }

    @Test
    void fillsChangeWhatIsFree() {
        read(usdt("100"));
        pool.change(BOT, flow(usdt("-40")), usdt("39"), NOW_MS);
        pool.change(BOT, flow(usdt("5")), usdt("30"), NOW_MS);

        assertThat(pool.available()).isEqualTo(usdt("65"));
    }

    @Test
    void whatIsHeldForOldOrdersMayExceedWhatIsFree() {
        pool.hold(FIRST, usdt("30"));
        read(usdt("20"));

        assertThat(pool.available()).isEqualTo(usdt("0"));
        assertThat(pool.reserve(SECOND, usdt("1"))).isFalse();
    }

    @Test
    void aBalanceThatWasAskedForBeforeAFillWasBookedIsNotBelieved() {
        read(usdt("100"));
        CapitalPool.Asking asked = pool.ask(NOW_MS);
        pool.change(BOT, flow(usdt("-40")), usdt("39"), NOW_MS);

        pool.refresh(BOT, usdt("100"), asked, Duration.ZERO);

        assertThat(pool.available()).isEqualTo(usdt("60"));
    }

    @Test
    void aBalanceThatMayBeOlderThanTheLastFillIsNotBelieved() {
        read(usdt("100"));
        pool.change(BOT, flow(usdt("-40")), usdt("39"), NOW_MS);

        pool.refresh(BOT, usdt("100"), pool.ask(NOW_MS + 29_999), LAG);
        assertThat(pool.available()).isEqualTo(usdt("60"));

        pool.refresh(BOT, usdt("61"), pool.ask(NOW_MS + 30_000), LAG);
        assertThat(pool.available()).isEqualTo(usdt("61"));
    }

    @Test
    void aBalanceIsNotBelievedWhileAnOrderOfAnyBotWorks() {
        read(usdt("100"));
        pool.working(OTHER, true, NOW_MS);

        read(usdt("60"));
        assertThat(pool.available()).isEqualTo(usdt("100"));

        pool.working(OTHER, false, NOW_MS);
        pool.refresh(BOT, usdt("60"), pool.ask(NOW_MS + 29_999), LAG);
        assertThat(pool.available()).isEqualTo(usdt("100"));
        pool.refresh(BOT, usdt("60"), pool.ask(NOW_MS + 30_000), LAG);
        assertThat(pool.available()).isEqualTo(usdt("60"));
    }

    @Test
    void aRestartSpendsNothingBeforeTheBalanceShowsWhatWasDoneLast() {
        pool.restarted(NOW_MS);

        pool.refresh(BOT, usdt("100"), pool.ask(NOW_MS + 29_999), LAG);
        assertThat(pool.isKnown()).isFalse();
        assertThat(pool.available()).isEqualTo(usdt("0"));
        assertThat(pool.reserve(FIRST, usdt("1"))).isFalse();

        pool.refresh(BOT, usdt("60"), pool.ask(NOW_MS + 30_000), LAG);
        assertThat(pool.isExact()).isTrue();
        assertThat(pool.available()).isEqualTo(usdt("60"));
    }

    @Test
    void anOrderInDoubtDoesNotKeepTheMoneyOfTheOthersForEver() {
        pool.restarted(NOW_MS);
        pool.working(BOT, true, NOW_MS);
        pool.hold(FIRST, usdt("30"));

        pool.refresh(BOT, usdt("100"), pool.ask(NOW_MS + 30_000), LAG);
        assertThat(pool.isExact()).isFalse();
        assertThat(pool.available()).isEqualTo(usdt("70"));

        // It may have been in what was read.
        pool.change(BOT, flow(usdt("40")), usdt("0"), NOW_MS + 40_000);
        assertThat(pool.available()).isEqualTo(usdt("70"));
        pool.change(BOT, flow(usdt("-10")), usdt("10"), NOW_MS + 40_000);
        assertThat(pool.available()).isEqualTo(usdt("60"));
    }

    @Test
    void whatAStopBroughtMayBeInTheReadingOfAnotherBotAndCountsWhenItIsReadAgain() {
        read(usdt("100"));
        pool.change(OTHER, new CapitalPool.Flow(usdt("40"), true), usdt("0"), NOW_MS + 5_000);

        assertThat(pool.available()).isEqualTo(usdt("100"));
        assertThat(pool.isExact()).isFalse();

        pool.refresh(BOT, usdt("140"), pool.ask(NOW_MS + 35_000), LAG);
        assertThat(pool.available()).isEqualTo(usdt("140"));
        assertThat(pool.isExact()).isTrue();
    }

    @Test
    void whatAStopBroughtThatWasSeenToRestBehindTheReadingCountsAtOnce() {
        read(usdt("100"));
        pool.change(BOT, new CapitalPool.Flow(usdt("40"), true), usdt("0"), NOW_MS + 5_000);

        assertThat(pool.available()).isEqualTo(usdt("140"));
        assertThat(pool.isExact()).isTrue();
    }

    @Test
    void whatAStopBroughtThatWasPlacedBehindTheReadingCountsAtOnce() {
        read(usdt("100"));
        pool.working(OTHER, true, NOW_MS);
        pool.working(OTHER, false, NOW_MS);
        pool.change(OTHER, new CapitalPool.Flow(usdt("40"), true), usdt("0"), NOW_MS + 5_000);

        assertThat(pool.available()).isEqualTo(usdt("140"));
        assertThat(pool.isExact()).isTrue();
    }

    @Test
    void twoBotsNeverSpendTheSameMoney() throws InterruptedException {
        read(usdt("1000"));
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

    private void read(Money free) {
        pool.refresh(BOT, free, pool.ask(NOW_MS), Duration.ZERO);
    }

    private static CapitalPool.Flow flow(Money difference) {
        return new CapitalPool.Flow(difference, false);
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
