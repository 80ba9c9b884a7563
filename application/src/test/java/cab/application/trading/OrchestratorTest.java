package cab.application.trading;

import static cab.application.testing.Fixtures.BOT;
import static cab.application.testing.Fixtures.BTC_USDT;
import static cab.application.testing.Fixtures.NOON;
import static cab.application.testing.Fixtures.TIMEFRAME;
import static cab.application.testing.Fixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.application.protection.StopPolicy;
import cab.application.settlement.SettlementPolicy;
import cab.application.testing.CycleBench;
import cab.application.testing.Fixtures;
import cab.domain.market.CandleCursor;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.money.Percent;
import cab.domain.protection.ProtectionPolicy;
import cab.domain.strategy.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The doors to a cycle: questions, commands and market data from outside its thread. */
class OrchestratorTest {

    private final CycleBench bench = CycleBench.running();
    private final Orchestrator orchestrator = new Orchestrator(BOT, BTC_USDT, bench.mailbox, bench.cycle);
    private final List<CommandOutcome> answers = new ArrayList<>();

    @Test
    void commandsReachTheCycle() {
        orchestrator.pause("ann", "lunch", answers::add);
        orchestrator.resume("ann", answers::add);
        orchestrator.stop("ann", "home", answers::add);
        orchestrator.start("ann", answers::add);
        orchestrator.emergency("ann", "fire", answers::add);

        assertThat(answers)
                .containsExactly(
                        new CommandOutcome.Done(OrchestratorState.PAUSED),
                        new CommandOutcome.Done(OrchestratorState.RUNNING),
                        new CommandOutcome.Done(OrchestratorState.STOPPED),
                        new CommandOutcome.Done(OrchestratorState.RUNNING),
                        new CommandOutcome.Done(OrchestratorState.EMERGENCY));
    }

    @Test
    void anOverloadedCycleSaysSo() {
        bench.mailbox.full(true);

        orchestrator.pause("ann", "lunch", answers::add);

        assertThat(answers)
                .containsExactly(new CommandOutcome.Unavailable("the orchestrator of BTC/USDT does not answer"));
        assertThat(orchestrator.status(status -> {})).isFalse();
        assertThat(orchestrator.decisions(5, entries -> {})).isFalse();
        assertThat(orchestrator.explanation(words -> {})).isFalse();
    }

    @Test
    void aClosedMailboxTakesNothing() {
        bench.mailbox.close();

        orchestrator.stop("ann", "home", answers::add);

        assertThat(answers).singleElement().isInstanceOf(CommandOutcome.Unavailable.class);
    }

    @Test
    void questionsAreAnswered() {
        bench.hold();
        bench.price(51);
        List<Object> heard = new ArrayList<>();

        assertThat(orchestrator.status(heard::add)).isTrue();
        assertThat(orchestrator.decisions(5, heard::add)).isTrue();
        assertThat(orchestrator.explanation(heard::add)).isTrue();

        assertThat(heard).hasSize(3);
        assertThat((OrchestratorStatus) heard.getFirst()).satisfies(status -> {
            assertThat(status.bot()).isEqualTo(orchestrator.bot());
            assertThat(status.symbol()).isEqualTo(orchestrator.symbol());
            assertThat(status.phase()).isEqualTo(Phase.HOLDING);
            assertThat(status.unrealisedPnl()).contains(usdt("2"));
            assertThat(status.workingOrders()).isZero();
            assertThat(status.blocked()).isEmpty();
        });
    }

    @Test
    void orchestratorsAreFoundBySymbolAndListedInItsOrder() {
        Orchestrator other = new Orchestrator(BOT, Symbol.of("ADA/USDT"), bench.mailbox, bench.cycle);
        Orchestrators all = new Orchestrators(List.of(orchestrator, other));

        assertThat(all.of(BTC_USDT)).contains(orchestrator);
        assertThat(all.of(Symbol.of("XRP/USDT"))).isEmpty();
        assertThat(all.all()).containsExactly(other, orchestrator);
    }

    @Test
    void aDirectFeedHandsOnWhatItIsGiven() {
        DirectFeed feed = new DirectFeed(bench.mailbox, bench.cycle);
        bench.strategy.say(Signal.BUY);
        bench.time.advance(Duration.ofMillis(TIMEFRAME.lengthMs()));

        feed.onPrice(NOON.toEpochMilli(), 42);
        feed.onCandle(Fixtures.candle(NOON.plusMillis(TIMEFRAME.lengthMs()), 50));

        assertThat(bench.broker.placed()).hasSize(1);

        bench.mailbox.full(true);
        assertThatThrownBy(() -> feed.onPrice(NOON.toEpochMilli(), 42)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aQueuedFeedKeepsTheCandleOfAViewThatMovesOn() {
        QueuedFeed feed = new QueuedFeed(bench.mailbox, bench.cycle);
        bench.time.advance(Duration.ofMillis(TIMEFRAME.lengthMs()));
        CandleCursor view = CandleSeries.builder(TIMEFRAME)
                .add(NOON.toEpochMilli(), 50, 50, 50, 50, 1)
                .build()
                .cursor();
        assertThat(view.advance()).isTrue();

        feed.onCandle(view);
        feed.onPrice(NOON.toEpochMilli(), 43);

        assertThat(bench.strategy.seen()).containsExactly(NOON.toEpochMilli() + TIMEFRAME.lengthMs());
        assertThat(bench.cycle.status().lastPrice().orElseThrow()).hasToString("43");
    }

    @Test
    void aQueuedFeedThatLosesACandleHasItReadAgain() {
        QueuedFeed feed = new QueuedFeed(bench.mailbox, bench.cycle);
        Instant close = NOON.plusMillis(TIMEFRAME.lengthMs());
        bench.market.onHistory(count -> Optional.of(StartAndRestartTest.until(close, 3)));
        bench.mailbox.full(true);

        feed.onPrice(NOON.toEpochMilli(), 43);
        feed.onCandle(Fixtures.candle(close, 50));
        bench.time.settle();

        assertThat(bench.strategy.seen()).contains(close.toEpochMilli());
        assertThat(bench.cycle.decisions().latest(1)).isEmpty();
    }

    @Test
    void onlyTheLatestDecisionsAreKept() {
        DecisionLog log = new DecisionLog();
        assertThat(log.latest(5)).isEmpty();
        for (int candle = 0; candle < 2_000; candle++) {
            log.quiet(candle, Verdict.NO_SIGNAL);
        }
        log.note(2_000, Verdict.RISK_DENIED, "cooldown: too early");

        assertThat(log.latest(5_000)).hasSize(1_024);
        assertThat(log.latest(1).getFirst().detail()).contains("cooldown: too early");
        assertThat(log.latest(2).getLast())
                .isEqualTo(new DecisionLog.Entry(
                        Instant.ofEpochMilli(1_999), Verdict.NO_SIGNAL, Optional.empty(), 0, List.of()));
        assertThat(log.latest(0)).isEmpty();
    }

    @Test
    void everyVerdictHasWords() {
        for (Verdict verdict : Verdict.values()) {
            assertThat(verdict.words()).isNotBlank();
        }
    }

    @Test
    void settingsAreChecked() {
        CycleSettings any = settings(0, Duration.ZERO);
        assertThat(any.warmUpCandles()).isZero();

        assertThatThrownBy(() -> settings(-1, Duration.ZERO)).hasMessageContaining("warm-up");
        assertThatThrownBy(() -> settings(0, Duration.ofMillis(-1))).hasMessageContaining("reconcile interval");
    }

    private static CycleSettings settings(int warmUp, Duration reconcile) {
        Duration second = Duration.ofSeconds(1);
        return new CycleSettings(
                TIMEFRAME,
                warmUp,
                new ProtectionPolicy(Percent.ZERO, Percent.ZERO, Percent.ZERO),
                StopPolicy.local(),
                new SettlementPolicy(second, second, second),
                reconcile);
    }
}
