package cab.infrastructure.storage;

import static cab.application.testing.Fixtures.BOT;
import static cab.application.testing.Fixtures.BTC_USDT;
import static cab.application.testing.Fixtures.NOON;
import static cab.application.testing.Fixtures.USDT;
import static cab.application.testing.Fixtures.instrument;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.execution.Book;
import cab.application.execution.Bookkeeper;
import cab.application.execution.BotEvents;
import cab.application.execution.CapitalPool;
import cab.application.execution.Writer;
import cab.application.port.CommitReport;
import cab.application.port.Dust;
import cab.application.port.JournalEntry;
import cab.application.port.OrderJournal;
import cab.application.port.RecallReport;
import cab.application.port.RecoveredBook;
import cab.application.testing.InlineTestMailbox;
import cab.application.testing.ManualScheduler;
import cab.application.testing.RecordingEventBus;
import cab.domain.market.FeeSchedule.FeeCharge;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Fill;
import cab.domain.order.LiquiditySide;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import cab.domain.position.FifoLedger;
import cab.domain.position.RealisedTrade;
import cab.domain.protection.ProtectionPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * A bot whose every sale leaves a rest below the step, because the fees of its purchases are taken in base: what a
 * start loads stays bounded, and what it then knows is what a ledger knows that has booked every fill (INV 5, 19, 37,
 * F36, F41).
 */
final class BoundedLedgerTest {

    private static final Duration BETWEEN_TRIPS = Duration.ofMinutes(15);

    /** 48 hours of two orders each quarter of an hour, and those at both ends. */
    private static final int ORDERS_MAX = 2 * 4 * 48 + 4;

    /** Checkpoints are taken behind 64 fills, when no order works. */
    private static final int FILLS_MAX = 64 + 4;

    private final Instrument instrument = instrument(FeeCharge.RECEIVED, "5");
    private final ManualScheduler time = new ManualScheduler(NOON);
    private final FifoLedger reference = new FifoLedger(BTC_USDT);
    private final List<RealisedTrade> realised = new ArrayList<>();
    private int trades;

    @Test
    void tenThousandRoundTripsWithDustLoadNoMoreThanAFewAndAreExact() {
        OrderJournal journal = new InMemoryOrderJournal(time);

        Book last = trade(journal, 10_000, 500);

        assertThat(realised).hasSize(10_000);
        assertThat(last.position().quantity().value()).isLessThan(new BigDecimal("0.001"));
    }

    @Test
    void theSameOnDisk() {
        try (SqliteDatabase database = SqliteDatabase.open(SqliteDatabase.IN_MEMORY);
                SqliteOrderJournal writing =
                        SqliteOrderJournal.open(database, new VenueAccount("gateio", "paper"), time)) {
            Book last = trade(new Waiting(writing), 1_000, 90);

            SqliteTradeHistory history = new SqliteTradeHistory(database);
            assertThat(history.realised(Optional.empty(), NOON, time.instant())).isEqualTo(realised);
            assertThat(history.dust(Optional.of(BTC_USDT))).containsExactly(new Dust(BOT, BTC_USDT, last.position()));
            assertThat(history.dust(Optional.of(Symbol.of("ETH/USDT")))).isEmpty();
        }
    }

    /** Trades, starting again from the journal all the time, and compares with a ledger that has booked every fill. */
    private Book trade(OrderJournal journal, int trips, int tripsBetweenStarts) {
        SplittableRandom random = new SplittableRandom(20_260_301);
        for (int trip = 0; trip < trips; trip += tripsBetweenStarts) {
            Desk desk = start(journal);
            for (int next = 0; next < tripsBetweenStarts; next++) {
                roundTrip(desk, random);
                time.advance(BETWEEN_TRIPS);
            }
        }
        Book last = start(journal).book;
        assertThat(last.position()).isEqualTo(reference.position());
        assertThat(last.position().averagePrice())
                .isEqualTo(reference.position().averagePrice());
        assertThat(last.dust()).contains(reference.position());
        assertThat(last.hasPosition()).isFalse();
        assertThat(last.realisedPnl()).isEqualTo(reference.realisedPnl());
        assertThat(last.fees()).isEqualTo(reference.fees());
        return last;
    }

    private record Desk(Book book, Writer writer, Bookkeeper bookkeeper) {}

    /** A start of the program: everything is read from the journal. */
    private Desk start(OrderJournal journal) {
        RecoveredBook recovered = journal.load(BOT);
        assertThat(recovered.openFills()).hasSizeLessThanOrEqualTo(FILLS_MAX);
        assertThat(recovered.orders()).hasSizeLessThanOrEqualTo(ORDERS_MAX);
        assertThat(recovered
                        .checkpoint()
                        .map(checkpoint -> checkpoint.ledger().lots().size())
                        .orElse(0))
                .isLessThanOrEqualTo(2);
        InlineTestMailbox mailbox = new InlineTestMailbox();
        Book book = new Book(
                BOT,
                BTC_USDT,
                () -> instrument,
                new ProtectionPolicy(Percent.of("5"), Percent.of("3"), Percent.of("1")),
                recovered);
        assertThat(book.position()).isEqualTo(reference.position());
        Writer writer = new Writer(journal, mailbox);
        BotEvents events = new BotEvents(BOT, BTC_USDT, new RecordingEventBus(), time);
        return new Desk(
                book,
                writer,
                new Bookkeeper(
                        book, writer, new CapitalPool(USDT), events, time, time, (fee, quote) -> Optional.empty()));
    }

    private void roundTrip(Desk at, SplittableRandom random) {
        Instant decided = time.instant();
        Price price = new Price(BigDecimal.valueOf(random.nextLong(4_000, 6_000), 2));
        Quantity bought = new Quantity(BigDecimal.valueOf(random.nextLong(200, 4_000), 3));
        fill(at, intent(Side.BUY, Purpose.ENTRY, decided, bought, price), price, true);
        assertThat(at.book.hasPosition()).isTrue();

        Quantity sold = at.book.sellable();
        fill(at, intent(Side.SELL, Purpose.EXIT, decided, sold, price), price, false);
        assertThat(at.book.hasPosition()).as("dust occupies no slot").isFalse();
        assertThat(at.book.position().quantity().value()).isLessThan(new BigDecimal("0.001"));
    }

    /** The order comes and goes with one fill. */
    private void fill(Desk at, OrderIntent intent, Price price, boolean feeInBase) {
        at.writer.facts(List.of(at.book.intend(intent)));
        at.bookkeeper.moved(intent.clientOrderId(), OrderEvent.SEND);
        BigDecimal whole = ((OrderSize.OfBase) intent.terms().size()).quantity().value();
        BigDecimal fee = whole.multiply(new BigDecimal("0.00123457"));
        Fill fill = new Fill(
                new TradeId("t-" + ++trades),
                intent.clientOrderId(),
                BTC_USDT,
                intent.side(),
                price,
                new Quantity(whole),
                feeInBase ? new Money(fee, BTC_USDT.base()) : new Money(fee.multiply(price.value()), USDT),
                LiquiditySide.TAKER,
                time.instant());
        assertThat(at.bookkeeper.filled(fill)).isEqualTo(Bookkeeper.Booking.BOOKED);
        reference.apply(fill, Optional.empty()).ifPresent(realised::add);
        at.bookkeeper.moved(intent.clientOrderId(), OrderEvent.FILLED);
    }

    private static OrderIntent intent(Side side, Purpose purpose, Instant at, Quantity quantity, Price price) {
        DecisionKey decision = new DecisionKey(BOT, at);
        return new OrderIntent(
                ClientOrderId.of(decision, purpose, 0),
                decision,
                purpose,
                OrderTerms.market(BTC_USDT, side, new OrderSize.OfBase(quantity)),
                price,
                Optional.empty(),
                at);
    }

    /** A journal that has answered before it returns, so that the bot under test needs no thread of its own. */
    private record Waiting(OrderJournal journal) implements OrderJournal {

        @Override
        public void commit(List<JournalEntry> entries, Consumer<CommitReport> done) {
            BlockingQueue<CommitReport> answer = new ArrayBlockingQueue<>(1);
            journal.commit(entries, answer::add);
            try {
                CommitReport report = answer.poll(30, TimeUnit.SECONDS);
                assertThat(report).isEqualTo(new CommitReport.Durable());
                done.accept(new CommitReport.Durable());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for a commit", interrupted);
            }
        }

        @Override
        public void recall(ClientOrderId order, Consumer<RecallReport> done) {
            journal.recall(order, done);
        }

        @Override
        public RecoveredBook load(BotId bot) {
            return journal.load(bot);
        }
    }
}
