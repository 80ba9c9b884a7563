package cab.application.port;

import static cab.application.port.JournalFixtures.BOT;
import static cab.application.port.JournalFixtures.BTC_USDT;
import static cab.application.port.JournalFixtures.NOON;
import static cab.application.port.JournalFixtures.USDT;
import static cab.application.port.JournalFixtures.base;
import static cab.application.port.JournalFixtures.btc;
import static cab.application.port.JournalFixtures.entry;
import static cab.application.port.JournalFixtures.exit;
import static cab.application.port.JournalFixtures.fill;
import static cab.application.port.JournalFixtures.filled;
import static cab.application.port.JournalFixtures.flat;
import static cab.application.port.JournalFixtures.followUp;
import static cab.application.port.JournalFixtures.holding;
import static cab.application.port.JournalFixtures.intent;
import static cab.application.port.JournalFixtures.moved;
import static cab.application.port.JournalFixtures.realised;
import static cab.application.port.JournalFixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.RecoveredBook.BookedFill;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Fill;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderStatus;
import cab.domain.order.OrderTerms;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import cab.domain.order.VenueOrderId;
import cab.domain.position.ClosedTrade;
import cab.domain.position.LedgerState;
import cab.domain.position.Lot;
import cab.domain.position.Position;
import cab.domain.position.RealisedTrade;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link OrderJournal} keeps. The numbers are those of the guarantees in its javadoc. A subclass provides a
 * journal that is empty before each test, and the same one as it is after a restart.
 */
public abstract class OrderJournalContractTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The clock of the journal under test, moved by hand. */
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

    @SuppressWarnings("NullAway.Init")
    private OrderJournal journal;

    /** An empty journal whose clock is {@link #now}. */
    protected abstract OrderJournal open() throws Exception;

    /** The journal of {@link #open} after the program has ended and started again. */
    protected abstract OrderJournal reopen() throws Exception;

    /** The time of the journal under test. */
    protected final Instant now() {
        return now.get();
    }

    @BeforeEach
    void openEmpty() throws Exception {
        journal = open();
    }

    @Test
    void aCheckpointStandsForEveryFillBeforeItUntilThePositionIsFlatLater() throws Exception {
        OrderIntent bought = entry(NOON);
        OrderIntent more = entry(NOON.plusSeconds(900));
        Fill first = fill(bought, "t-1", "2", "50", usdt("0.1"));
        Fill second = fill(more, "t-2", "1", "51", usdt("0"));
        SortedMap<Currency, Money> fees =
                new TreeMap<>(Map.of(new Currency("GT"), Money.of("0.25", new Currency("GT"))));
        LedgerCheckpoint taken = new LedgerCheckpoint(
                BTC_USDT,
                new LedgerState(
                        List.of(
                                new Lot(Quantity.of("0.000000000000000001"), usdt("0.000000000000000003"), NOON),
                                new Lot(Quantity.of("2"), usdt("100.1"), NOON.plusMillis(1))),
                        Quantity.of("0.5"),
                        usdt("-1.25"),
                        usdt("0.1"),
                        fees),
                Quantity.of("2"),
                usdt("100"),
                NOON.plusMillis(8));

        commit(
                new JournalEntry.Intended(bought),
                filled(first, holding("2", "100.1", NOON)),
                new JournalEntry.LedgerCheckpointed(BOT, taken));
        assertThat(journal.load(BOT).openFills()).isEmpty();
        commit(new JournalEntry.Intended(more), filled(second, holding("3", "151.1", NOON)));

        journal = reopen();
        RecoveredBook book = journal.load(BOT);
        assertThat(book.checkpoint()).contains(taken);
        assertThat(book.openFills()).containsExactly(new BookedFill(second, Optional.empty()));
        assertThat(book.knownTradeIds()).containsExactlyInAnyOrder(new TradeId("t-1"), new TradeId("t-2"));
        assertThat(journal.load(new BotId("other")).checkpoint()).isEmpty();

        OrderIntent sold = exit(NOON, NOON.plusSeconds(1800));
        commit(new JournalEntry.Intended(sold), filled(fill(sold, "t-3", "3", "52", usdt("0")), flat(NOON)));

        RecoveredBook flat = reopen().load(BOT);
        assertThat(flat.checkpoint()).isEmpty();
        assertThat(flat.openFills()).isEmpty();
    }

    @Test
    void anOrderIsRecalledByItsNameHoweverLongAgoItWas() throws Exception {
        OrderIntent bought = entry(NOON);
        Fill first = fill(bought, "t-1", "2", "50", usdt("0.1"));
        Fill second = fill(bought, "t-2", "1", "51", usdt("0"));
        Order order = Order.of(bought).after(OrderEvent.SEND, NOON);
        commit(
                new JournalEntry.Intended(bought),
                moved(Order.of(bought), OrderEvent.SEND, order),
                filled(first, holding("2", "100.1", NOON)),
                filled(second, flat(NOON)));
        now.set(NOON.plus(Duration.ofDays(400)));

        assertThat(recall(bought.clientOrderId()))
                .isEqualTo(new RecallReport.Remembered(
                        order.with(first).with(second), Set.of(new TradeId("t-1"), new TradeId("t-2"))));
        assertThat(recall(entry(NOON.plusMillis(1)).clientOrderId())).isEqualTo(new RecallReport.NeverIntended());
    }

    private RecallReport recall(ClientOrderId order) throws Exception {
        BlockingQueue<RecallReport> reports = new ArrayBlockingQueue<>(2);
        journal.recall(order, reports::add);
        RecallReport report = reports.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(report).as("an answer").isNotNull();
        return Objects.requireNonNull(report);
    }

    @Test
    void whatHoldsABotBackIsFoundAgainTheLastWordOfEachBotCounts() throws Exception {
        Mandate stopped = new Mandate(Mandate.Level.STOPPED, NOON, "http 127.0.0.1", "it's enough");
        Mandate paused = new Mandate(Mandate.Level.PAUSED, NOON.plusMillis(1), "ann", "");
        DayLimit limit = new DayLimit(NOON.plusMillis(43_200_000), "safety_daily_loss", "loss of the day");

        commit(new JournalEntry.MandateChanged(BOT, paused), new JournalEntry.Noted(BOT, NOON, "ann", "pause", ""));
        commit(new JournalEntry.MandateChanged(BOT, stopped));
        commit(new JournalEntry.MandateChanged(new BotId("other"), paused));
        commit(new JournalEntry.DayLimitReached(BOT, new DayLimit(NOON, "older", "older")));
        commit(new JournalEntry.DayLimitReached(BOT, limit));

        OrderJournal after = reopen();
        assertThat(after.load(BOT).standing()).isEqualTo(new Standing(Optional.of(stopped), Optional.of(limit)));
        assertThat(after.load(new BotId("other")).standing())
                .isEqualTo(new Standing(Optional.of(paused), Optional.empty()));
    }

    @Test
    void aSaleThatIsWantedIsFoundAgainTheLastWordOfEachBotCounts() throws Exception {
        WantedSale first = new WantedSale(new DecisionKey(BOT, NOON), Purpose.EXIT, Price.of("50"), NOON.plusMillis(1));
        WantedSale last = new WantedSale(
                new DecisionKey(BOT, NOON.plusMillis(60_001)),
                Purpose.PROTECTION,
                Price.of("47.000000000000000001"),
                NOON.plusMillis(60_002));

        commit(new JournalEntry.SaleWanted(first), new JournalEntry.SaleWanted(last));

        OrderJournal after = reopen();
        assertThat(after.load(BOT).wantedSale()).contains(last);
        assertThat(after.load(new BotId("other")).wantedSale()).isEmpty();
    }

    @Test
    void aBotThatHasNeverTradedHasAnEmptyBook() {
        assertThat(journal.load(BOT)).isEqualTo(RecoveredBook.empty());
    }

    @Test
    void guarantee1_theEntriesOfOneCallAreAllThereAfterARestart() throws Exception {
        OrderIntent bought = entry(NOON);
        Fill fill = fill(bought, "t-1", "2", "50", usdt("0.1"));
        Order order = Order.of(bought).after(OrderEvent.SEND, NOON);

        commit(
                new JournalEntry.Intended(bought),
                moved(Order.of(bought), OrderEvent.SEND, order),
                filled(fill, holding("2", "100.1", NOON)),
                new JournalEntry.Noted(BOT, NOON, "operator", "resume", "after lunch"));

        RecoveredBook book = reopen().load(BOT);
        assertThat(book.orders()).containsExactly(order.with(fill));
        assertThat(book.openFills()).containsExactly(new BookedFill(fill, Optional.empty()));
        assertThat(book.knownTradeIds()).containsExactly(new TradeId("t-1"));
        assertThat(book.position()).contains(holding("2", "100.1", NOON));
        assertThat(book.realised()).isEmpty();
    }

    @Test
    void guarantee1_aRefusedEntryLeavesNothingOfItsCall() throws Exception {
        commit(new JournalEntry.Intended(entry(NOON)));
        OrderIntent fresh = entry(NOON.plusMillis(1));

        CommitReport report = answer(
                new JournalEntry.Intended(fresh),
                moved(Order.of(fresh), OrderEvent.SEND, Order.of(fresh).after(OrderEvent.SEND, NOON.plusMillis(2))),
                filled(fill(fresh, "t-1", "2", "50", usdt("0")), holding("2", "100", NOON)),
                new JournalEntry.Intended(entry(NOON)));

        assertThat(report).isInstanceOf(CommitReport.Refused.class);
        RecoveredBook book = reopen().load(BOT);
        assertThat(book.orders()).containsExactly(Order.of(entry(NOON)));
        assertThat(book.knownTradeIds()).isEmpty();
        assertThat(book.position()).isEmpty();
    }

    @Test
    void guarantee1_aRefusedCallDoesNotHarmItsNeighbours() throws Exception {
        BlockingQueue<CommitReport> reports = new ArrayBlockingQueue<>(3);

        journal.commit(List.of(new JournalEntry.Intended(entry(NOON))), reports::add);
        journal.commit(List.of(new JournalEntry.Intended(entry(NOON))), reports::add);
        journal.commit(List.of(new JournalEntry.Intended(entry(NOON.plusMillis(1)))), reports::add);

        assertThat(next(reports)).isEqualTo(new CommitReport.Durable());
        assertThat(next(reports)).isInstanceOf(CommitReport.Refused.class);
        assertThat(next(reports)).isEqualTo(new CommitReport.Durable());
        assertThat(reopen().load(BOT).orders())
                .containsExactly(Order.of(entry(NOON)), Order.of(entry(NOON.plusMillis(1))));
    }

    @Test
    void guarantee2_callsOfManyThreadsKeepTheOrderOfTheirCaller() throws Exception {
        int callers = 6;
        int calls = 40;
        List<BlockingQueue<Integer>> answered = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        for (int caller = 0; caller < callers; caller++) {
            BlockingQueue<Integer> durable = new ArrayBlockingQueue<>(calls);
            BotId bot = new BotId("bot-" + caller);
            answered.add(durable);
            threads.add(Thread.ofVirtual().start(() -> {
                awaitOrFail(start);
                for (int call = 0; call < calls; call++) {
                    int number = call;
                    journal.commit(
                            List.of(new JournalEntry.Intended(entry(bot, NOON.plusMillis(call)))),
                            report -> durable.add(report instanceof CommitReport.Durable ? number : -1));
                }
            }));
        }

        start.countDown();

        List<Integer> inOrder = IntStream.range(0, calls).boxed().toList();
        for (int caller = 0; caller < callers; caller++) {
            assertThat(threads.get(caller).join(PATIENCE)).isTrue();
            assertThat(journal.load(new BotId("bot-" + caller)).orders())
                    .extracting(order -> order.intent().decidedAt())
                    .isSorted()
                    .hasSize(calls);
            assertThat(answered.get(caller)).containsExactlyElementsOf(inOrder);
        }
    }

    @Test
    void guarantee3_anIntentIsRefusedTwiceInOneCallToo() throws Exception {
        CommitReport report = answer(new JournalEntry.Intended(entry(NOON)), new JournalEntry.Intended(entry(NOON)));

        assertThat(report).isInstanceOf(CommitReport.Refused.class);
        assertThat(reopen().load(BOT).orders()).isEmpty();
    }

    @Test
    void guarantee3_anIntentIsRefusedAfterARestartToo() throws Exception {
        commit(new JournalEntry.Intended(entry(NOON)));

        journal = reopen();

        assertThat(answer(new JournalEntry.Intended(entry(NOON)))).isInstanceOf(CommitReport.Refused.class);
    }

    @Test
    void guarantee4_aSecondFillOfTheSameTradeIsDroppedWithItsPositionAndProfit() throws Exception {
        OrderIntent bought = entry(NOON);
        OrderIntent sold = exit(NOON, NOON.plusMillis(10));
        Fill sale = fill(sold, "t-2", "1", "60", usdt("0"));
        RealisedTrade trade = realised(sale, "10", sale.at());
        commit(
                new JournalEntry.Intended(bought),
                new JournalEntry.Intended(sold),
                filled(fill(bought, "t-1", "2", "50", usdt("0")), holding("2", "100", NOON)),
                filled(sale, trade, holding("1", "50", NOON)));

        CommitReport report = answer(
                filled(sale, trade, holding("0.5", "25", NOON)), new JournalEntry.Intended(entry(NOON.plusMillis(20))));

        assertThat(report).isEqualTo(new CommitReport.Durable());
        RecoveredBook book = reopen().load(BOT);
        assertThat(book.openFills()).hasSize(2);
        assertThat(book.realised()).containsExactly(trade);
        assertThat(book.position()).contains(holding("1", "50", NOON));
        assertThat(book.orders())
                .extracting(Order::filled)
                .containsExactly(Quantity.of("2"), Quantity.of("1"), Quantity.ZERO);
    }

    @Test
    void guarantee5_aStepOfAnOrderThatWasNeverIntendedIsRefused() {
        Order sent = Order.of(entry(NOON)).after(OrderEvent.SEND, NOON);

        assertThat(answer(moved(Order.of(entry(NOON)), OrderEvent.SEND, sent)))
                .isInstanceOf(CommitReport.Refused.class);
        assertThat(journal.load(BOT)).isEqualTo(RecoveredBook.empty());
    }

    @Test
    void guarantee5_aFillOfAnOrderThatWasNeverIntendedIsRefused() {
        Fill fill = fill(entry(NOON), "t-1", "2", "50", usdt("0"));

        assertThat(answer(filled(fill, holding("2", "100", NOON)))).isInstanceOf(CommitReport.Refused.class);
        assertThat(journal.load(BOT)).isEqualTo(RecoveredBook.empty());
    }

    @Test
    void anEmptyCallIsDurable() {
        assertThat(answer()).isEqualTo(new CommitReport.Durable());
    }

    @Test
    void loadSeesWhatWasHandedOverBefore() {
        BlockingQueue<CommitReport> reports = new ArrayBlockingQueue<>(100);
        for (int call = 0; call < 100; call++) {
            journal.commit(List.of(new JournalEntry.Intended(entry(NOON.plusMillis(call)))), reports::add);
        }

        assertThat(journal.load(BOT).orders()).hasSize(100);
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void anOrderInAnyStateIsTheSameAfterARestart(OrderStatus status) throws Exception {
        OrderIntent intent = entry(NOON);
        Order order = new Order(
                intent,
                status,
                Optional.of(new VenueOrderId("v-77")),
                Quantity.ZERO,
                Money.zero(USDT),
                NOON.plusMillis(3));

        commit(new JournalEntry.Intended(intent), moved(Order.of(intent), OrderEvent.ANSWER_LOST, order));

        assertThat(reopen().load(BOT).orders()).containsExactly(order);
    }

    @Test
    void termsOfEveryKindAreTheSameAfterARestart() throws Exception {
        OrderIntent market = entry(NOON);
        OrderIntent limit = intent(
                BOT,
                NOON.plusMillis(1),
                Purpose.ENTRY,
                OrderTerms.limit(BTC_USDT, Side.BUY, base("0.000000000000000001"), Price.of("12345678901234567890.5")));
        OrderIntent stop = intent(
                BOT,
                NOON.plusMillis(2),
                Purpose.PROTECTION,
                OrderTerms.stop(BTC_USDT, Side.SELL, base("1000"), Price.of("0.0000001")));
        OrderIntent rest = followUp(market);

        commit(
                new JournalEntry.Intended(market),
                new JournalEntry.Intended(limit),
                new JournalEntry.Intended(stop),
                new JournalEntry.Intended(rest));

        assertThat(reopen().load(BOT).orders())
                .containsExactly(Order.of(market), Order.of(limit), Order.of(stop), Order.of(rest));
    }

    @Test
    void feesInQuoteBaseAndThirdCoinsAreTheSameAfterARestart() throws Exception {
        OrderIntent bought = entry(NOON);
        Money thirdCoin = Money.of("0.003", new Currency("GT"));
        List<BookedFill> fills = List.of(
                new BookedFill(fill(bought, "quote", "1", "50", usdt("0.05")), Optional.empty()),
                new BookedFill(fill(bought, "base", "1", "50", btc("0.001")), Optional.empty()),
                new BookedFill(fill(bought, "rebate", "1", "50", usdt("-0.000000000000000001")), Optional.empty()),
                new BookedFill(fill(bought, "valued", "1", "50", thirdCoin), Optional.of(usdt("0.012"))),
                new BookedFill(fill(bought, "unvalued", "1", "50", thirdCoin), Optional.empty()));
        commit(new JournalEntry.Intended(bought));

        for (BookedFill booked : fills) {
            commit(new JournalEntry.Filled(
                    BOT, booked.fill(), booked.feeInQuote(), Optional.empty(), holding("1", "50", NOON)));
        }

        assertThat(reopen().load(BOT).openFills()).containsExactlyElementsOf(fills);
    }

    @Test
    void whatAnOrderFilledIsTheSumOfItsFillsWhateverItsStepsSay() throws Exception {
        OrderIntent bought = entry(NOON);
        Fill first = fill(bought, "t-1", "0.5", "50", usdt("0"));
        Fill second = fill(bought, "t-2", "0.25", "48.1", usdt("0"));
        Order open = Order.of(bought).after(OrderEvent.SEND, NOON).after(OrderEvent.ACCEPTED, NOON);
        Order half = open.with(first);
        Order most = half.with(second).after(OrderEvent.PARTIALLY_FILLED, NOON.plusMillis(9));

        commit(new JournalEntry.Intended(bought), moved(Order.of(bought), OrderEvent.ACCEPTED, open));
        commit(moved(open, OrderEvent.PARTIALLY_FILLED, half), filled(first, holding("0.5", "25", NOON)));
        commit(filled(second, holding("0.75", "37.025", NOON)), moved(half, OrderEvent.PARTIALLY_FILLED, most));

        Order loaded = reopen().load(BOT).orders().getFirst();
        assertThat(loaded).isEqualTo(most);
        assertThat(loaded.filledQuote()).isEqualTo(usdt("37.025"));
    }

    @Test
    void aFinalOrderIsLoadedForExactly48Hours() throws Exception {
        commit(new JournalEntry.Intended(entry(NOON)), moved(Order.of(entry(NOON)), OrderEvent.REJECTED, rejected()));

        now.set(NOON.plus(RecoveredBook.WINDOW));
        assertThat(reopen().load(BOT).orders()).containsExactly(rejected());
        now.set(NOON.plus(RecoveredBook.WINDOW).plusMillis(1));
        assertThat(reopen().load(BOT).orders()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void anOrderIsLoadedForeverUnlessItIsFinal(OrderStatus status) throws Exception {
        OrderIntent intent = entry(NOON);
        Order order = new Order(intent, status, Optional.empty(), Quantity.ZERO, Money.zero(USDT), NOON);
        commit(new JournalEntry.Intended(intent), moved(Order.of(intent), OrderEvent.ANSWER_LOST, order));

        now.set(NOON.plus(Duration.ofDays(400)));

        assertThat(reopen().load(BOT).orders()).hasSize(status.isFinal() ? 0 : 1);
    }

    @Test
    void theOrdersAndFillsOfTheOpenPositionAreLoadedForever() throws Exception {
        OrderIntent late = entry(NOON.minusMillis(1));
        OrderIntent opening = entry(NOON);
        OrderIntent before = entry(NOON.minusMillis(2));
        OrderIntent refused = entry(NOON.plusMillis(1));
        for (OrderIntent intent : List.of(before, late, opening, refused)) {
            commit(new JournalEntry.Intended(intent), ended(intent));
        }
        commit(filled(fill(opening, "t-1", "1", "50", usdt("0")), holding("1", "50", NOON)));
        commit(filled(fill(late, "t-2", "1", "50", usdt("0")), holding("2", "100", NOON)));

        now.set(NOON.plus(Duration.ofDays(400)));

        RecoveredBook book = reopen().load(BOT);
        assertThat(book.orders())
                .extracting(Order::clientOrderId)
                .containsExactly(late.clientOrderId(), opening.clientOrderId(), refused.clientOrderId());
        assertThat(book.openFills())
                .extracting(booked -> booked.fill().tradeId().value())
                .containsExactly("t-1", "t-2");
    }

    @Test
    void aFlatPositionHasNoOpenFillsButTheirTradeIdsStayKnown() throws Exception {
        OrderIntent bought = entry(NOON);
        OrderIntent sold = exit(NOON, NOON.plusMillis(10));
        commit(new JournalEntry.Intended(bought), ended(bought), new JournalEntry.Intended(sold), ended(sold));
        commit(filled(fill(bought, "t-1", "2", "50", usdt("0")), holding("2", "100", NOON)));
        commit(filled(fill(sold, "t-2", "2", "60", usdt("0")), flat(NOON.plusMillis(17))));
        now.set(NOON.plus(Duration.ofDays(400)));

        RecoveredBook book = reopen().load(BOT);

        assertThat(book.openFills()).isEmpty();
        assertThat(book.orders()).isEmpty();
        assertThat(book.position()).contains(flat(NOON.plusMillis(17)));
        assertThat(book.knownTradeIds()).containsExactlyInAnyOrder(new TradeId("t-1"), new TradeId("t-2"));
    }

    @Test
    void openFillsBeginAnewAfterEachFlatPosition() throws Exception {
        OrderIntent bought = entry(NOON);
        OrderIntent again = entry(NOON.plusMillis(30));
        commit(new JournalEntry.Intended(bought), new JournalEntry.Intended(again));
        commit(filled(fill(bought, "t-1", "2", "50", usdt("0")), holding("2", "100", NOON)));
        commit(new JournalEntry.PositionChanged(flat(NOON.plusMillis(20))));
        commit(filled(fill(again, "t-2", "1", "50", usdt("0")), holding("1", "50", NOON.plusMillis(30))));
        commit(new JournalEntry.PositionChanged(holding("1", "49", NOON.plusMillis(30))));

        RecoveredBook book = reopen().load(BOT);

        assertThat(book.openFills())
                .extracting(booked -> booked.fill().tradeId().value())
                .containsExactly("t-2");
        assertThat(book.position()).contains(holding("1", "49", NOON.plusMillis(30)));
    }

    @Test
    void protectionIsTheSameToTheLastBitAfterARestart() throws Exception {
        PositionRecord position = new PositionRecord(
                BOT,
                BTC_USDT,
                new Position(Quantity.of("0.123456789012345678"), usdt("-0.5")),
                Optional.of(NOON),
                0.1 + 0.2,
                Math.nextUp(1e-7),
                NOON.plusMillis(999));

        commit(new JournalEntry.PositionChanged(position));

        assertThat(reopen().load(BOT).position()).contains(position);
    }

    @Test
    void realisedResultsAreLoadedForExactly48Hours() throws Exception {
        OrderIntent sold = exit(NOON.minusMillis(5), NOON);
        Fill first = fill(sold, "t-1", "1", "60", usdt("0"));
        Fill second = fill(sold, "t-2", "1", "40", usdt("0"));
        RealisedTrade gain = realised(first, "10.000000000000000001", NOON);
        RealisedTrade loss = realised(second, "-10", NOON.plusMillis(1));
        commit(new JournalEntry.Intended(sold));
        commit(filled(first, gain, holding("1", "50", NOON)), filled(second, loss, flat(NOON)));

        now.set(NOON.plus(RecoveredBook.WINDOW));
        assertThat(reopen().load(BOT).realised()).containsExactly(gain, loss);
        now.set(NOON.plus(RecoveredBook.WINDOW).plusMillis(1));
        assertThat(reopen().load(BOT).realised()).containsExactly(loss);
    }

    @Test
    void closedTradesAreLoadedHoweverLongAgoTheyWere() throws Exception {
        OrderIntent first = exit(NOON.minusMillis(5), NOON.minusMillis(5));
        OrderIntent second = exit(NOON, NOON);
        Fill half = fill(first, "t-1", "1", "60", usdt("0"));
        Fill rest = fill(first, "t-2", "1", "40", usdt("0"));
        Fill other = fill(second, "t-3", "1", "40", usdt("0"));
        RealisedTrade gain = realised(half, "10.5", NOON);
        RealisedTrade loss = realised(rest, "-4", NOON.plusMillis(1));
        RealisedTrade open = realised(other, "-4", NOON.plusMillis(2));
        commit(new JournalEntry.Intended(first), new JournalEntry.Intended(second));
        commit(filled(half, gain, holding("1", "50", NOON)), filled(rest, loss, flat(NOON)));
        commit(filled(other, open, holding("1", "50", NOON)));

        now.set(NOON.plus(RecoveredBook.WINDOW.multipliedBy(100)));

        assertThat(reopen().load(BOT).closedTrades())
                .containsExactly(new ClosedTrade(gain.cost().plus(loss.cost()), usdt("6.5"), NOON.plusMillis(1)));
        assertThat(reopen().load(new BotId("other")).closedTrades()).isEmpty();
    }

    @Test
    void thePeakOfEquityIsTheLastOneWritten() throws Exception {
        assertThat(journal.load(BOT).peakEquity()).isEmpty();
        commit(new JournalEntry.EquityPeak(BOT, usdt("1200"), NOON));
        commit(new JournalEntry.EquityPeak(BOT, usdt("900.000000000000000001"), NOON.plusMillis(1)));
        commit(new JournalEntry.EquityPeak(new BotId("other"), usdt("5000"), NOON.plusMillis(2)));

        assertThat(journal.load(BOT).peakEquity()).contains(usdt("900.000000000000000001"));
        assertThat(reopen().load(BOT).peakEquity()).contains(usdt("900.000000000000000001"));
    }

    @Test
    void botsDoNotSeeEachOther() throws Exception {
        BotId other = new BotId("grid/eth_1");
        commit(new JournalEntry.Intended(entry(NOON)), new JournalEntry.Intended(entry(other, NOON)));
        commit(filled(fill(entry(NOON), "t-1", "1", "50", usdt("0")), holding("1", "50", NOON)));

        RecoveredBook book = reopen().load(other);

        assertThat(book.orders()).containsExactly(Order.of(entry(other, NOON)));
        assertThat(book.openFills()).isEmpty();
        assertThat(book.knownTradeIds()).isEmpty();
        assertThat(book.position()).isEmpty();
    }

    @Test
    void aLargeBookIsTheSameAfterARestart() throws Exception {
        OrderIntent bought = entry(NOON);
        List<JournalEntry> entries = new ArrayList<>();
        entries.add(new JournalEntry.Intended(bought));
        for (int count = 1; count <= 2_000; count++) {
            entries.add(filled(
                    fill(bought, "t-" + count, "0.001", "50", usdt("0")),
                    holding(new BigDecimal(count).movePointLeft(3).toPlainString(), "1", NOON)));
        }

        commit(entries.toArray(JournalEntry[]::new));

        RecoveredBook book = reopen().load(BOT);
        assertThat(book.openFills()).hasSize(2_000);
        assertThat(book.knownTradeIds()).hasSize(2_000);
        assertThat(book.orders().getFirst().filled()).isEqualTo(Quantity.of("2"));
        assertThat(book.position().orElseThrow().position().quantity()).isEqualTo(Quantity.of("2"));
    }

    private static Order rejected() {
        return Order.of(entry(NOON)).after(OrderEvent.REJECTED, NOON.plusMillis(1));
    }

    /** The step that makes an order final. */
    private static JournalEntry ended(OrderIntent intent) {
        Order order = Order.of(intent);
        return moved(order, OrderEvent.FILLED, order.after(OrderEvent.FILLED, intent.decidedAt()));
    }

    private void commit(JournalEntry... entries) {
        assertThat(answer(entries)).isEqualTo(new CommitReport.Durable());
    }

    private CommitReport answer(JournalEntry... entries) {
        // Room for two, so that a second answer would be seen.
        BlockingQueue<CommitReport> reports = new ArrayBlockingQueue<>(2);
        journal.commit(List.of(entries), reports::add);
        CommitReport report = next(reports);
        assertThat(reports).isEmpty();
        return report;
    }

    private static CommitReport next(BlockingQueue<CommitReport> reports) {
        try {
            CommitReport report = reports.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (report == null) {
                throw new AssertionError("no answer to a commit within " + PATIENCE);
            }
            return report;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a commit", interrupted);
        }
    }

    private static void awaitOrFail(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted before the start", interrupted);
        }
    }
}
