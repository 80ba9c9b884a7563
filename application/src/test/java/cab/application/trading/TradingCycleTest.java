package cab.application.trading;

import static cab.application.testing.Fixtures.BOT;
import static cab.application.testing.Fixtures.BTC_USDT;
import static cab.application.testing.Fixtures.NOON;
import static cab.application.testing.Fixtures.TIMEFRAME;
import static cab.application.testing.Fixtures.balances;
import static cab.application.testing.Fixtures.shown;
import static cab.application.testing.Fixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.event.Event;
import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.port.CancelReport;
import cab.application.port.CommitReport;
import cab.application.port.JournalEntry;
import cab.application.port.PlacementReport;
import cab.application.testing.CycleBench;
import cab.application.testing.Fixtures;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.regime.MarketRegime;
import cab.domain.risk.EntryProposal;
import cab.domain.risk.RiskRule;
import cab.domain.risk.RiskState;
import cab.domain.risk.RiskVerdict;
import cab.domain.strategy.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From candle to order, and why not. */
class TradingCycleTest {

    private final CycleBench bench = CycleBench.running();

    @Test
    void aBuySignalBecomesAnOrderThatIsDurableFirst() {
        bench.candle(Signal.BUY, 50);

        OrderIntent placed = bench.lastPlaced();
        assertThat(placed.side()).isEqualTo(Side.BUY);
        assertThat(placed.terms().size()).isEqualTo(new OrderSize.OfQuote(usdt("100")));
        assertThat(placed.decision().at()).isEqualTo(bench.lastClose());
        assertThat(placed.reference()).isEqualTo(Price.of("50"));
        assertThat(bench.trail).containsExactly("durable " + placed.clientOrderId(), "place " + placed.clientOrderId());
        assertThat(latest().verdict()).isEqualTo(Verdict.BUY_ORDERED);
    }

    @Test
    void aSellSignalSellsThePosition() {
        bench.hold();

        bench.candle(Signal.SELL, 55);
        bench.fillLast("55");

        assertThat(bench.lastPlaced().purpose()).isEqualTo(Purpose.EXIT);
        assertThat(bench.lastPlaced().terms().size()).isEqualTo(new OrderSize.OfBase(Quantity.of("2")));
        assertThat(bench.cycle.status().position().isFlat()).isTrue();
        assertThat(bench.cycle.status().realisedToday()).isEqualTo(usdt("10"));
        assertThat(bench.bus.of(Topic.TRADE_COMPLETED)).hasSize(2);
    }

    @Test
    void aQuietCandleIsNoted() {
        bench.candle(Signal.HOLD, 50);
        assertThat(latest().verdict()).isEqualTo(Verdict.NO_SIGNAL);
        bench.candle(Signal.WARMING_UP, 50);
        assertThat(latest().verdict()).isEqualTo(Verdict.WARMING_UP);
        assertThat(bench.cycle.status().cycles()).isEqualTo(2);
        assertThat(bench.cycle.status().lastCycleAt()).contains(bench.lastClose());
    }

    @Test
    void aCandleIsDecidedOnOnce() {
        bench.candle(Signal.BUY, 50);
        bench.broker.lastPlacement().answer(new PlacementReport.Rejected("x", "y"));

        bench.hand(Signal.BUY, Fixtures.candle(bench.lastClose(), 50));
        bench.hand(Signal.BUY, Fixtures.candle(bench.lastClose().minusSeconds(900), 50));

        assertThat(bench.broker.placed()).hasSize(1);
        assertThat(bench.strategy.seen()).hasSize(1);
    }

    @Test
    void aBuySignalWhileHoldingOrOrderingBuysNothing() {
        bench.candle(Signal.BUY, 50);
        bench.candle(Signal.BUY, 50);
        assertThat(latest().verdict()).isEqualTo(Verdict.ORDER_WORKING);
        bench.fillLast("50");

        bench.candle(Signal.BUY, 50);

        assertThat(latest().verdict()).isEqualTo(Verdict.ALREADY_HOLDING);
        assertThat(bench.broker.placed()).hasSize(1);
    }

    @Test
    void aSellSignalWithoutAPositionSellsNothing() {
        bench.candle(Signal.SELL, 50);

        assertThat(latest().verdict()).isEqualTo(Verdict.NOTHING_TO_SELL);
        assertThat(bench.broker.placed()).isEmpty();
    }

    @Test
    void aSecondSellSignalSellsNothingMore() {
        bench.hold();
        bench.candle(Signal.SELL, 50);

        bench.candle(Signal.SELL, 50);

        assertThat(latest().verdict()).isEqualTo(Verdict.EXIT_UNDERWAY);
        assertThat(bench.broker.placed()).hasSize(2);
    }

    @Test
    void aCandleThatComesTooLateBuysNothingAndStillSells() {
        Instant next = NOON.plusMillis(TIMEFRAME.lengthMs());
        bench.time.advance(Duration.ofMillis(2 * TIMEFRAME.lengthMs() - 1));
        bench.hand(Signal.BUY, Fixtures.candle(next, 50));
        assertThat(latest().verdict()).isEqualTo(Verdict.BUY_ORDERED);

        CycleBench late = CycleBench.running();
        late.time.advance(Duration.ofMillis(2 * TIMEFRAME.lengthMs()));
        late.hand(Signal.BUY, Fixtures.candle(next, 50));
        assertThat(late.cycle.decisions().latest(1).getFirst().verdict()).isEqualTo(Verdict.STALE);
        assertThat(late.cycle.decisions().blocked()).containsEntry("stale", 1L);
        assertThat(late.broker.placed()).isEmpty();

        bench.fillLast("50");
        bench.time.advance(Duration.ofHours(3));
        bench.hand(Signal.SELL, Fixtures.candle(next.plusMillis(TIMEFRAME.lengthMs()), 50));
        assertThat(bench.lastPlaced().purpose()).isEqualTo(Purpose.EXIT);
    }

    @Test
    void aRiskRuleThatSaysNoIsToldAndCounted() {
        CycleBench denied = CycleBench.running(new RiskRule() {
            @Override
            public String code() {
                return "no_mondays";
            }

            @Override
            public RiskVerdict check(EntryProposal proposal, RiskState state) {
                return new RiskVerdict.Denied("no_mondays", "today is one");
            }
        });

        denied.candle(Signal.BUY, 50);

        assertThat(denied.broker.placed()).isEmpty();
        assertThat(denied.bus.of(Topic.RISK_BLOCKED))
                .containsExactly(new EventPayload.EntryBlocked("no_mondays", "today is one"));
        assertThat(denied.cycle.decisions().blocked()).containsExactlyEntriesOf(Map.of("no_mondays", 1L));
        assertThat(denied.cycle.decisions().latest(1).getFirst())
                .isEqualTo(new DecisionLog.Entry(
                        denied.lastClose(),
                        Verdict.RISK_DENIED,
                        Optional.of("no_mondays: today is one"),
                        50,
                        List.of()));
    }

    @Test
    void aRiskRuleThatBreaksSaysNoAndKeepsNoPositionFromBeingSold() {
        CycleBench broken = CycleBench.running();
        broken.hold();
        broken.riskRules.add(new RiskRule() {
            @Override
            public String code() {
                return "broken";
            }

            @Override
            public RiskVerdict check(EntryProposal proposal, RiskState state) {
                throw new IllegalStateException("broken");
            }
        });

        broken.candle(Signal.SELL, 50);

        assertThat(broken.lastPlaced().purpose()).isEqualTo(Purpose.EXIT);
    }

    @Test
    void riskRulesAreToldHowTheBotStands() {
        List<String> heard = new ArrayList<>();
        CycleBench asked = CycleBench.running(new RiskRule() {
            @Override
            public String code() {
                return "asks";
            }

            @Override
            public RiskVerdict check(EntryProposal proposal, RiskState state) {
                heard.add(state.quote().isPresent() + " " + state.lastOrderAt().isPresent() + " "
                        + state.ordersSince(Instant.EPOCH) + " " + state.realisedToday() + " "
                        + state.position().isFlat() + " " + state.ordersToday() + " "
                        + state.turnoverSince(Instant.EPOCH) + " " + state.turnoverToday() + " "
                        + state.lossStreakToday() + " " + state.equity() + " " + state.peakEquity() + " "
                        + state.takerFee());
                return RiskVerdict.allowed();
            }
        });
        asked.hold();
        asked.candle(Signal.SELL, 51);
        asked.fillLast("51");
        asked.market.quote(Fixtures.quote("50", "51", asked.time.instant()));

        asked.candle(Signal.BUY, 50);

        assertThat(heard)
                .containsExactly(
                        "false false 0 0 USDT true 0 0 USDT 0 USDT 0 1000 USDT 1000 USDT 0.1 %",
                        "true true 1 2 USDT true 2 102 USDT 202 USDT 0 1000 USDT 1000 USDT 0.1 %");
    }

    @Test
    void anUnwelcomeMarketBuysNothingAndStillSells() {
        bench.hold();
        bench.regime(MarketRegime.RISK_OFF);
        bench.candle(Signal.SELL, 50);
        bench.fillLast("50");
        bench.candle(Signal.BUY, 50);

        assertThat(latest().verdict()).isEqualTo(Verdict.REGIME_RISK_OFF);
        assertThat(bench.bus.of(Topic.RISK_BLOCKED)).hasSize(1);
        assertThat(bench.broker.placed()).hasSize(2);
    }

    @Test
    void withTooLittleMoneyNothingIsBought() {
        CycleBench poor = new CycleBench();
        poor.broker.onBalances(() -> Optional.of(balances("5", "0")));
        poor.start();

        poor.candle(Signal.BUY, 50);

        assertThat(poor.cycle.decisions().latest(1).getFirst().verdict()).isEqualTo(Verdict.TOO_SMALL);
        assertThat(poor.bus.of(Topic.RISK_BLOCKED)).hasSize(1);
    }

    @Test
    void moneyThatAnotherBotTakesMeanwhileIsABudgetExceeded() {
        CycleBench[] racing = new CycleBench[1];
        racing[0] = CycleBench.running(new RiskRule() {
            @Override
            public String code() {
                return "races";
            }

            @Override
            public RiskVerdict check(EntryProposal proposal, RiskState state) {
                assertThat(racing[0].capital.reserve(new ClientOrderId("rival"), racing[0].capital.available()))
                        .isTrue();
                return RiskVerdict.allowed();
            }
        });

        racing[0].candle(Signal.BUY, 50);

        assertThat(racing[0].bus.topics()).contains(Topic.BUDGET_EXCEEDED);
        assertThat(racing[0].cycle.decisions().latest(1).getFirst().verdict()).isEqualTo(Verdict.DENIED);
        assertThat(racing[0].cycle.decisions().blocked()).containsEntry("budget", 1L);
        assertThat(racing[0].broker.placed()).isEmpty();
    }

    @Test
    void everythingThatComesOfACandleCarriesItsTrace() {
        bench.bus.clear();
        bench.candle(Signal.BUY, 50);
        bench.candle(Signal.BUY, 50);
        bench.fillLast("50");
        bench.candle(Signal.SELL, 50);
        bench.fillLast("50");

        List<Event> events = bench.bus.events().stream()
                .filter(event -> event.topic().equals(Topic.TRADE_COMPLETED))
                .toList();
        assertThat(events).extracting(Event::bot).containsOnly(BOT);
        assertThat(events).extracting(Event::symbol).containsOnly(BTC_USDT);
        assertThat(events.getFirst().traceId())
                .endsWith("-" + Long.toString(NOON.plusSeconds(900).toEpochMilli(), Character.MAX_RADIX));
        assertThat(events.getLast().traceId())
                .endsWith("-" + Long.toString(bench.lastClose().toEpochMilli(), Character.MAX_RADIX));
        assertThat(bench.bus.events()).extracting(Event::id).doesNotHaveDuplicates();
    }

    @Test
    void anEntryThatCannotBeWrittenIsGivenUpAndTheNextCandleTriesAgain() {
        bench.journal.answerNext(new CommitReport.Failed("disk full"));
        bench.candle(Signal.BUY, 50);
        assertThat(bench.broker.placed()).isEmpty();

        bench.candle(Signal.BUY, 50);

        assertThat(bench.broker.placed()).hasSize(1);
    }

    @Test
    void whileTheDiskFailsNothingIsBoughtUntilItWorksAgain() {
        bench.hold();
        bench.journal.failing(true);
        bench.candle(Signal.SELL, 50);
        bench.fillLast("50");
        bench.candle(Signal.BUY, 50);
        assertThat(latest().detail()).contains("journal_unavailable: the journal cannot be written");
        assertThat(bench.cycle.status().tradingState()).isEqualTo(TradingState.REDUCING);

        bench.journal.failing(false);
        bench.time.advance(CycleBench.SETTLEMENT);
        assertThat(bench.cycle.status().tradingState()).isEqualTo(TradingState.ACTIVE);
        bench.candle(Signal.BUY, 50);

        assertThat(bench.lastPlaced().side()).isEqualTo(Side.BUY);
        assertThat(bench.broker.placed()).hasSize(3);
    }

    @Test
    void anEntryThatTheDiskTookTooLongToWriteDoesNotLeave() {
        bench.journal.hold();
        bench.candle(Signal.BUY, 50);
        bench.time.advance(Duration.ofMillis(Fixtures.TIMEFRAME.lengthMs()));
        bench.journal.release();

        assertThat(bench.broker.placed()).isEmpty();
        assertThat(bench.bus.topics()).contains(Topic.TRADE_FAILED);
    }

    @Test
    void anEntryThatIsWrittenBeforeTheNextCandleClosesLeaves() {
        bench.journal.hold();
        bench.candle(Signal.BUY, 50);
        bench.time.advance(Duration.ofMillis(Fixtures.TIMEFRAME.lengthMs() - 1));
        bench.journal.release();

        assertThat(bench.broker.placed()).hasSize(1);
    }

    @Test
    void anEntryThatWasBeingWrittenWhenTheBotStoppedDoesNotLeave() {
        bench.journal.hold();
        bench.candle(Signal.BUY, 50);
        bench.cycle.stop("ann", "home", outcome -> {});
        bench.journal.release();

        assertThat(bench.broker.placed()).isEmpty();
    }

    @Test
    void whatAnEntryLeavesOverIsBoughtByAFollowUp() {
        bench.candle(Signal.BUY, 50);
        OrderIntent first = bench.lastPlaced();
        bench.fillPart("1", "50");
        endLast(OrderEvent.CANCELLED, "1");

        OrderIntent followUp = bench.lastPlaced();
        assertThat(followUp.clientOrderId().value()).endsWith("-pf");
        assertThat(followUp.parent()).contains(first.clientOrderId());
        assertThat(followUp.terms().size()).isEqualTo(new OrderSize.OfQuote(usdt("50")));
        assertThat(bench.bus.of(Topic.TRADE_PARTIAL_FOLLOWUP)).hasSize(1);
    }

    @Test
    void followUpsOfAnEntryAreBounded() {
        bench.candle(Signal.BUY, 50);
        for (int round = 0; round < 10; round++) {
            int before = bench.broker.placed().size();
            bench.fillPart("0.1", "50");
            endLast(OrderEvent.CANCELLED, "0.1");
            if (bench.broker.placed().size() == before) {
                break;
            }
        }

        assertThat(bench.broker.placed()).hasSize(4);
        assertThat(bench.cycle.status().position().quantity()).isEqualTo(Quantity.of("0.4"));
    }

    @Test
    void anEntryThatIsFilledLeavesNothingToFollowUp() {
        bench.candle(Signal.BUY, 50);
        bench.fillPart("1.8", "50");
        endLast(OrderEvent.FILLED, "1.8");

        assertThat(bench.broker.placed()).hasSize(1);
    }

    @Test
    void aRestTooSmallForAnOrderIsNotFollowedUp() {
        bench.candle(Signal.BUY, 50);
        bench.fillPart("1.902", "50");
        endLast(OrderEvent.CANCELLED, "1.902");

        assertThat(bench.broker.placed()).hasSize(1);
    }

    @Test
    void whatAStopAbandonsIsNotBoughtAfterAll() {
        bench.candle(Signal.BUY, 50);
        bench.broker
                .lastPlacement()
                .answer(new PlacementReport.Confirmed(shown(bench.lastPlaced(), OrderEvent.ACCEPTED, "0")));
        OrderIntent entry = bench.lastPlaced();
        bench.fillPart("1", "50");
        bench.price(47.5);
        assertThat(bench.broker.cancellations()).hasSize(1);
        bench.fillLast("47.5");

        bench.broker.cancellations().getFirst().answer(new CancelReport.Ended(shown(entry, OrderEvent.CANCELLED, "1")));
        bench.time.settle();

        assertThat(bench.journal.written(JournalEntry.Intended.class)).hasSize(2);
        assertThat(bench.broker.placed()).hasSize(2);
        assertThat(bench.cycle.status().position().isFlat()).isTrue();
    }

    @Test
    void anEntryOfDustDoesNotOccupyTheBot() {
        bench.candle(Signal.BUY, 50);
        bench.fillPart("0.05", "50");
        bench.cycle.pause("ann", "no follow-ups", outcome -> {});
        endLast(OrderEvent.CANCELLED, "0.05");
        bench.cycle.resume("ann", outcome -> {});

        bench.candle(Signal.BUY, 50);

        assertThat(latest().verdict()).isEqualTo(Verdict.BUY_ORDERED);
        assertThat(bench.cycle.status().stopLevel()).isEmpty();
    }

    @Test
    void whyIsPutIntoWordsWhenAsked() {
        bench.candle(Signal.BUY, 50);

        assertThat(bench.cycle.explain()).contains("scripted: BUY 1.0 (as told)");
        assertThat(bench.cycle.book().bot()).isEqualTo(BOT);
    }

    private void endLast(OrderEvent end, String filled) {
        bench.broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(bench.lastPlaced(), end, filled)));
        bench.time.settle();
    }

    private DecisionLog.Entry latest() {
        return bench.cycle.decisions().latest(1).getFirst();
    }
}
