package cab.infrastructure.exchange.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cab.application.testing.ManualScheduler;
import cab.infrastructure.marketdata.SeededRandom;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ThrottleTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final RateLimit OVERALL = RateLimit.of("overall", 10, 8);
    private static final RateLimit PAIR = RateLimit.of("create BTC_USDT", 1, 1);

    private final ManualScheduler time = new ManualScheduler(START);
    private final Throttle throttle = new Throttle(time, 16);
    private final List<String> left = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    @Test
    void aQuietTimeAllowsABurstAndThenThePaceOfTheLimit() {
        ask(9, Urgency.PROTECTIVE);

        assertThat(left).hasSize(8);
        time.advance(Duration.ofMillis(99));
        assertThat(left).hasSize(8);
        time.advance(Duration.ofMillis(1));
        assertThat(left).hasSize(9);
    }

    @Test
    void aQuarterIsKeptFromWhatOpensAndHalfFromMarketData() {
        ask(8, Urgency.BACKGROUND);
        assertThat(left).hasSize(4);
        ask(8, Urgency.ORDINARY);
        assertThat(left).hasSize(6);
        ask(3, Urgency.PROTECTIVE);
        assertThat(left).hasSize(8);
    }

    @Test
    void whatProtectsOvertakesWhatWaitsLonger() {
        ask(8, Urgency.PROTECTIVE);
        left.clear();
        ask("market data", Urgency.BACKGROUND, OVERALL);
        ask("entry", Urgency.ORDINARY, OVERALL);
        ask("exit", Urgency.PROTECTIVE, OVERALL);

        time.advance(Duration.ofSeconds(2));

        assertThat(left).containsExactly("exit", "entry", "market data");
    }

    @Test
    void equalsLeaveInTheOrderOfTheirComing() {
        for (int number = 0; number < 16; number++) {
            ask("request " + number, Urgency.PROTECTIVE, OVERALL);
        }
        time.advance(Duration.ofSeconds(1));

        assertThat(left)
                .hasSize(16)
                .isSortedAccordingTo((one, other) -> Integer.compare(numberOf(one), numberOf(other)));
    }

    @Test
    void aRequestTakesFromAllItsBudgetsOrFromNone() {
        ask("first", Urgency.PROTECTIVE, PAIR, OVERALL);
        ask("second", Urgency.PROTECTIVE, PAIR, OVERALL);
        left.clear();

        // The waiting one has taken nothing: the seven that are left of the burst are there for others.
        ask(7, Urgency.PROTECTIVE);

        assertThat(left).hasSize(7);
        time.advance(Duration.ofSeconds(1));
        assertThat(left).hasSize(8).endsWith("second");
    }

    @Test
    void nothingLeavesDuringABanWhateverItsUrgency() {
        throttle.ban(START.plusSeconds(5));
        ask(1, Urgency.PROTECTIVE);

        time.advance(Duration.ofMillis(4_999));
        assertThat(left).isEmpty();
        time.advance(Duration.ofMillis(1));
        assertThat(left).hasSize(1);
    }

    @Test
    void aBanIsNeverShortened() {
        throttle.ban(START.plusSeconds(5));
        throttle.ban(START.plusSeconds(1));
        ask(1, Urgency.PROTECTIVE);

        time.advance(Duration.ofSeconds(4));

        assertThat(left).isEmpty();
        assertThat(throttle.isBanned()).isTrue();
    }

    @Test
    void whatCannotLeaveBeforeTheBanEndsIsRefusedAtOnce() {
        throttle.ban(START.plusSeconds(60));
        ask(1, Urgency.PROTECTIVE);

        assertThat(refused).hasSize(1);
        assertThat(refused.getFirst()).contains("refuses all requests until 2026-03-01T12:01:00Z");
    }

    @Test
    void whatWasReadBeforeTheBanButCouldNotLeaveIsRefusedToo() {
        ask(9, Urgency.PROTECTIVE);
        throttle.ban(START.plusSeconds(60));

        assertThat(left).hasSize(8);
        assertThat(refused).hasSize(1);
    }

    @Test
    void aBudgetThatTheExchangeCallsUsedUpIsLeftAloneAndOthersAreNot() {
        throttle.exhausted(PAIR, START.plusSeconds(3));
        ask("pair", Urgency.PROTECTIVE, PAIR);
        ask("other", Urgency.PROTECTIVE, OVERALL);

        assertThat(left).containsExactly("other");
        time.advance(Duration.ofMillis(2_999));
        assertThat(left).containsExactly("other");
        time.advance(Duration.ofMillis(1));
        assertThat(left).containsExactly("other", "pair");
    }

    @Test
    void whoFindsNoRoomInTimeIsRefusedAndHasTakenNothing() {
        ask("first", Urgency.PROTECTIVE, PAIR);
        throttle.request(
                new Demand(List.of(PAIR), Urgency.PROTECTIVE, time.instant().plusMillis(999)), this::heard);
        time.advance(Duration.ofMillis(999));

        assertThat(refused).containsExactly("no room within the exchange's limits in time");
        ask("third", Urgency.PROTECTIVE, PAIR);
        time.advance(Duration.ofMillis(1));
        assertThat(left).containsExactly("first", "third");
    }

    @Test
    void theQueueHasAnEnd() {
        ask(8 + 17, Urgency.PROTECTIVE);

        assertThat(refused).containsExactly("16 requests wait already");
        assertThat(throttle.waiting()).isEqualTo(16);
    }

    @Test
    void closingRefusesWhatWaitsAndWhatComes() {
        ask(9, Urgency.PROTECTIVE);
        throttle.close();
        ask(1, Urgency.PROTECTIVE);

        assertThat(refused).hasSize(2);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void aClockThatGoesBackFillsNothingAndStopsNothing() {
        ask(8, Urgency.PROTECTIVE);
        time.jumpTo(START.minusSeconds(3_600));
        ask("waits", Urgency.PROTECTIVE, OVERALL);

        assertThat(left).hasSize(8);
        time.advance(Duration.ofMillis(100));
        assertThat(left).hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void inNoSpanOfTimeDoesMoreLeaveThanTheLimitSays(long seed) {
        SeededRandom random = new SeededRandom(seed);
        Throttle busy = new Throttle(time, 10_000);
        List<Urgency> urgencies = List.of(Urgency.PROTECTIVE, Urgency.ORDINARY, Urgency.BACKGROUND);
        List<Long> times = new ArrayList<>();
        for (int step = 0; step < 2_000; step++) {
            Urgency urgency = urgencies.get(random.nextInt(3));
            busy.request(
                    new Demand(List.of(OVERALL), urgency, time.instant().plusSeconds(1 + random.nextInt(30))),
                    grant -> {
                        if (grant instanceof Grant.Granted) {
                            times.add(time.millis());
                        }
                    });
            time.advance(Duration.ofMillis(random.nextInt(120)));
        }

        for (int from = 0; from < times.size(); from++) {
            for (int to = from; to < Math.min(times.size(), from + 60); to++) {
                long spanMs = times.get(to) - times.get(from);
                assertThat((long) to - from + 1)
                        .as("seed %d, requests in %d ms", seed, spanMs)
                        .isLessThanOrEqualTo(8 + spanMs / 100 + 1);
            }
        }
        assertThat(times).as("seed %d", seed).hasSizeGreaterThan(500);
    }

    @Test
    void aLimitWithoutPaceOrRoomIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.of("none", 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.of("none", 1, 0));
        assertThat(new RateLimit("slow", new BigDecimal("0.001"), 1).burst()).isEqualTo(1);
    }

    private void ask(int count, Urgency urgency) {
        for (int number = 0; number < count; number++) {
            ask(urgency + " " + number, urgency, OVERALL);
        }
    }

    private void ask(String name, Urgency urgency, RateLimit... limits) {
        throttle.request(new Demand(List.of(limits), urgency, time.instant().plusSeconds(10)), grant -> {
            switch (grant) {
                case Grant.Granted granted -> left.add(name);
                case Grant.Refused(String reason) -> refused.add(reason);
            }
        });
    }

    private void heard(Grant grant) {
        switch (grant) {
            case Grant.Granted granted -> left.add("granted");
            case Grant.Refused(String reason) -> refused.add(reason);
        }
    }

    private static int numberOf(String name) {
        return Integer.parseInt(name.substring("request ".length()));
    }
}
