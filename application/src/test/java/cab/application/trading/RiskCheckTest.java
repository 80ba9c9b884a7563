package cab.application.trading;

import static cab.application.testing.Fixtures.balances;
import static cab.application.testing.Fixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.port.JournalEntry;
import cab.application.testing.CycleBench;
import cab.domain.money.Percent;
import cab.domain.order.Purpose;
import cab.domain.risk.LossStreak;
import cab.domain.risk.MaxDrawdown;
import cab.domain.risk.MaxOrdersPerDay;
import cab.domain.strategy.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from a no of the risk rules that look further back than one order. */
class RiskCheckTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    private static void roundTrip(CycleBench bench, double price) {
        bench.hold();
        bench.candle(Signal.SELL, price);
        bench.fillLast(String.valueOf(price));
    }

    private static CommandOutcome resume(CycleBench bench) {
        List<CommandOutcome> answers = new ArrayList<>();
        bench.cycle.resume("operator", answers::add);
        return answers.getFirst();
    }

    private static Verdict latest(CycleBench bench) {
        return bench.cycle.decisions().latest(1).getFirst().verdict();
    }

    private static void holdUntil(CycleBench bench, Instant closedAt) {
        while (bench.lastClose().isBefore(closedAt)) {
            bench.candle(Signal.HOLD, 50);
        }
    }

    @Test
    void aLimitOfTheDayMakesTheBotReadOnlyUntilTheNext() {
        CycleBench bench = CycleBench.running(new MaxOrdersPerDay(2));
        roundTrip(bench, 51);

        bench.candle(Signal.BUY, 50);

        assertThat(latest(bench)).isEqualTo(Verdict.RISK_DENIED);
        assertThat(bench.bus.of(Topic.RISK_BLOCKED)).isEmpty();
        assertThat(bench.bus.of(Topic.BUDGET_EXCEEDED))
                .containsExactly(new EventPayload.EntryBlocked(
                        "safety_max_orders_per_day", "orders of the day must be fewer than 2, were 2"));
        assertThat(bench.cycle.status().state()).isEqualTo(OrchestratorState.PAUSED);
        assertThat(bench.cycle.status().tradingState()).isEqualTo(TradingState.REDUCING);
        assertThat(bench.cycle.status().pauseReasons())
                .containsExactly("safety_max_orders_per_day: orders of the day must be fewer than 2, were 2");

        holdUntil(bench, MIDNIGHT.minus(Duration.ofMinutes(15)));
        assertThat(bench.cycle.status().state()).isEqualTo(OrchestratorState.PAUSED);
        bench.candle(Signal.BUY, 50);

        assertThat(bench.lastClose()).isEqualTo(MIDNIGHT);
        assertThat(bench.cycle.status().state()).isEqualTo(OrchestratorState.RUNNING);
        assertThat(latest(bench)).isEqualTo(Verdict.BUY_ORDERED);
    }

    @Test
    void aRestartDoesNotLiftALimitOfTheDay() {
        CycleBench before = CycleBench.running(new MaxOrdersPerDay(2));
        roundTrip(before, 51);
        before.candle(Signal.BUY, 50);

        // The rule would allow it now: what holds is what was said that day.
        before.riskRules.clear();
        CycleBench bench = before.restarted();
        bench.start();

        assertThat(bench.cycle.status().state()).isEqualTo(OrchestratorState.PAUSED);
        assertThat(bench.cycle.status().pauseReasons())
                .containsExactly("safety_max_orders_per_day: orders of the day must be fewer than 2, were 2");
        holdUntil(bench, MIDNIGHT.minus(Duration.ofMinutes(15)));
        assertThat(bench.cycle.status().state()).isEqualTo(OrchestratorState.PAUSED);

        bench.candle(Signal.BUY, 50);

        assertThat(latest(bench)).isEqualTo(Verdict.BUY_ORDERED);
    }

    @Test
    void aClockThatHasGoneBackADayDoesNotEndALimitOfTheDay() {
        CycleBench before = CycleBench.running(new MaxOrdersPerDay(2));
        roundTrip(before, 51);
        before.candle(Signal.BUY, 50);

        before.riskRules.clear();
        before.time.jumpTo(before.time.instant().minus(Duration.ofDays(1)));
        CycleBench bench = before.restarted();
        bench.start();
        bench.candle(Signal.BUY, 50);

        assertThat(bench.cycle.status().state()).isEqualTo(OrchestratorState.PAUSED);
        assertThat(bench.broker.placements()).isEmpty();
    }

    @Test
    void anOperatorDoesNotLiftALimitOfTheDay() {
        CycleBench bench = CycleBench.running(new MaxOrdersPerDay(2));
        roundTrip(bench, 51);
        bench.candle(Signal.BUY, 50);

        assertThat(resume(bench)).isInstanceOf(CommandOutcome.WrongState.class);
        assertThat(bench.cycle.status().state()).isEqualTo(OrchestratorState.PAUSED);
    }

    @Test
    void aLimitOfTheDayKeepsNoPositionFromBeingSold() {
        CycleBench bench = CycleBench.running(new MaxOrdersPerDay(1));
        bench.hold();

        bench.candle(Signal.SELL, 51);

        assertThat(bench.lastPlaced().purpose()).isEqualTo(Purpose.EXIT);
    }

    @Test
    void aLossStreakEndsEntriesUntilTheNextDay() {
        CycleBench bench = CycleBench.running(new LossStreak(2));
        roundTrip(bench, 49);
        roundTrip(bench, 49);

        bench.candle(Signal.BUY, 50);
        assertThat(latest(bench)).isEqualTo(Verdict.RISK_DENIED);
        assertThat(bench.bus.of(Topic.RISK_BLOCKED)).hasSize(1);

        holdUntil(bench, MIDNIGHT.minus(Duration.ofMinutes(15)));
        bench.candle(Signal.BUY, 50);
        assertThat(latest(bench)).isEqualTo(Verdict.BUY_ORDERED);
    }

    @ParameterizedTest
    @CsvSource({
        "800.01, BUY_ORDERED, 'for 100 USDT (a fixed amount of 100 USDT) at about 50'",
        "800, RISK_DENIED, 'max_drawdown: drawdown must be below 20 %, was 20 % of 1000 USDT'",
    })
    void aDrawdownIsMeasuredFromThePeakBeforeTheRestart(String left, Verdict verdict, String detail) {
        CycleBench bench = CycleBench.running(new MaxDrawdown(Percent.of("20")));
        bench.candle(Signal.HOLD, 50);

        CycleBench restarted = bench.restarted();
        restarted.broker.onBalances(() -> Optional.of(balances(left, "0")));
        restarted.start();
        restarted.candle(Signal.BUY, 50);

        assertThat(latest(restarted)).isEqualTo(verdict);
        assertThat(restarted.cycle.decisions().latest(1).getFirst().detail()).contains(detail);
    }

    @Test
    void anOperatorWhoResumesInSpiteOfADrawdownAcceptsTheLoss() {
        CycleBench bench = CycleBench.running(new MaxDrawdown(Percent.of("20")));
        bench.candle(Signal.HOLD, 50);
        bench.broker.onBalances(() -> Optional.of(balances("700", "0")));
        bench.candle(Signal.BUY, 50);
        assertThat(latest(bench)).isEqualTo(Verdict.RISK_DENIED);

        assertThat(resume(bench)).isInstanceOf(CommandOutcome.Done.class);
        bench.candle(Signal.BUY, 50);

        assertThat(latest(bench)).isEqualTo(Verdict.BUY_ORDERED);
        assertThat(bench.journal.written(JournalEntry.EquityPeak.class))
                .extracting(JournalEntry.EquityPeak::equity)
                .containsExactly(usdt("1000"), usdt("700"));
        assertThat(bench.journal.written(JournalEntry.Noted.class))
                .extracting(JournalEntry.Noted::action)
                .contains("accept_loss");
    }

    @Test
    void resumingWithoutADrawdownForgetsNoPeak() {
        CycleBench bench = CycleBench.running(new MaxDrawdown(Percent.of("20")));
        bench.candle(Signal.HOLD, 50);
        bench.broker.onBalances(() -> Optional.of(balances("900", "0")));
        bench.candle(Signal.BUY, 50);

        assertThat(resume(bench)).isInstanceOf(CommandOutcome.Done.class);

        assertThat(bench.journal.load(bench.cycle.book().bot()).peakEquity()).contains(usdt("1000"));
    }

    @Test
    void thePeakRisesWithWhatIsHeldForTwoHours() {
        CycleBench bench = CycleBench.running(new MaxDrawdown(Percent.of("20")));
        bench.hold();
        bench.broker.onBalances(() -> Optional.of(balances("900", "2")));
        for (int quarters = 0; quarters < 12; quarters++) {
            bench.candle(Signal.HOLD, 51);
        }

        assertThat(bench.journal.written(JournalEntry.EquityPeak.class))
                .extracting(JournalEntry.EquityPeak::equity)
                .isEqualTo(List.of(usdt("1000"), usdt("1002")));
    }

    @Test
    void withoutALimitOnDrawdownNothingIsMeasured() {
        CycleBench bench = CycleBench.running(new LossStreak(5));
        roundTrip(bench, 51);

        assertThat(bench.journal.written(JournalEntry.EquityPeak.class)).isEmpty();
    }
}
