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
import cab.application.port.JournalEntry;
import cab.application.port.OrderJournal;
import cab.application.port.RecallReport;
import cab.application.port.RecoveredBook;
import cab.application.port.VenueOrder;
import cab.application.testing.InlineTestMailbox;
import cab.application.testing.ManualScheduler;
import cab.application.testing.RecordingEventBus;
import cab.domain.market.FeeSchedule.FeeCharge;
import cab.domain.market.Instrument;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Fill;
import cab.domain.order.LiquiditySide;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import cab.domain.order.VenueOrderId;
import cab.domain.protection.ProtectionPolicy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The journal alone gives the book: after every step of a random life, and from an empty store at any prefix of what
 * was committed, the book that a start makes is the one in memory (INV 5, 6, 40). Fees are taken in base, quote and a
 * third coin, fills come in parts and twice, sales leave dust.
 */
final class BookReplayPropertyTest {

    private static final int STEPS = 400;
    private static final Price PRICE = Price.of("50.05");
    private static final Currency THIRD = new Currency("GT");

    private final Instrument instrument = instrument(FeeCharge.RECEIVED, "5");
    private final ManualScheduler time = new ManualScheduler(NOON);
    private final Recording journal = new Recording(new InMemoryOrderJournal(time), new ArrayList<>());
    private final Book book = bookOf(RecoveredBook.empty());
    private final Writer writer = new Writer(journal, new InlineTestMailbox());
    private final Bookkeeper bookkeeper = new Bookkeeper(
            book,
            writer,
            new CapitalPool(USDT),
            new BotEvents(BOT, BTC_USDT, new RecordingEventBus(), time),
            time,
            time,
            (fee, quote) -> Optional.empty());
    private final List<Fill> reported = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyPrefixOfTheJournalIsTheBookThatMemoryHad(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> commits = new ArrayList<>();
        List<Integer> fills = new ArrayList<>();
        List<String> states = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            time.advance(Duration.ofSeconds(random.nextInt(1, 60)));
            live(random);
            commits.add(journal.commits.size());
            fills.add(reported.size());
            states.add(stateOf(book, reported.size()));
            assertThat(stateOf(bookOf(journal.load(BOT)), reported.size()))
                    .as("seed %d step %d", seed, step)
                    .isEqualTo(states.getLast());
        }
        assertThat(reported).as("seed %d", seed).hasSizeGreaterThan(50);

        int prefix = random.nextInt(STEPS);
        assertThat(replayed(commits.get(prefix), fills.get(prefix)))
                .as("seed %d, from an empty database up to step %d", seed, prefix)
                .isEqualTo(states.get(prefix));
        assertThat(replayed(commits.getLast(), fills.getLast()))
                .as("seed %d, from an empty database", seed)
                .isEqualTo(states.getLast());
    }

    /** One thing that may happen next. */
    private void live(SplittableRandom random) {
        if (!reported.isEmpty() && random.nextInt(5) == 0) {
            assertThat(bookkeeper.filled(reported.get(random.nextInt(reported.size()))))
                    .isEqualTo(Bookkeeper.Booking.KNOWN);
        } else if (book.hasWorking()) {
            goOn(book.working().get(random.nextInt(book.working().size())), random);
        } else if (!book.hasPosition()) {
            BigDecimal quantity = BigDecimal.valueOf(random.nextLong(200, 4_000), 3);
            DecisionKey decision = new DecisionKey(BOT, time.instant());
            intend(decision, Purpose.ENTRY, 0, new Quantity(quantity));
        } else {
            sell(random);
        }
    }

    private void sell(SplittableRandom random) {
        Quantity all = book.sellable();
        Quantity half = instrument.floor(new Quantity(all.value().divide(BigDecimal.TWO, 18, RoundingMode.DOWN)));
        Quantity quantity = random.nextInt(3) == 0 && instrument.isTradable(half, PRICE) ? half : all;
        DecisionKey position = book.openedBy().orElseThrow();
        if (instrument.isTradable(quantity, PRICE)) {
            intend(position, Purpose.EXIT, book.nextAttempt(position, Purpose.EXIT), quantity);
        } else {
            bookkeeper.freeDust(PRICE);
        }
    }

    private void intend(DecisionKey decision, Purpose purpose, int attempt, Quantity quantity) {
        Side side = purpose == Purpose.ENTRY ? Side.BUY : Side.SELL;
        OrderIntent intent = new OrderIntent(
                ClientOrderId.of(decision, purpose, attempt),
                decision,
                purpose,
                OrderTerms.market(BTC_USDT, side, new OrderSize.OfBase(quantity)),
                PRICE,
                Optional.empty(),
                time.instant());
        writer.facts(List.of(book.intend(intent)));
        bookkeeper.moved(intent.clientOrderId(), OrderEvent.SEND);
    }

    private void goOn(Order order, SplittableRandom random) {
        Quantity leaves = order.leaves().orElseThrow();
        if (leaves.isZero()) {
            shown(order, OrderEvent.FILLED);
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> shown(order, OrderEvent.ACCEPTED);
            case 1 -> shown(order, OrderEvent.CANCELLED);
            case 2 -> bookkeeper.moved(order.clientOrderId(), OrderEvent.ANSWER_LOST);
            default -> fill(order, leaves, random);
        }
    }

    private void shown(Order order, OrderEvent state) {
        bookkeeper.shown(new VenueOrder(
                new VenueOrderId("v-" + order.clientOrderId()),
                order.clientOrderId(),
                BTC_USDT,
                order.intent().side(),
                state,
                order.filled(),
                time.instant()));
    }

    private void fill(Order order, Quantity leaves, SplittableRandom random) {
        BigDecimal part = leaves.value()
                .multiply(BigDecimal.valueOf(random.nextInt(1, 11), 1))
                .setScale(3, RoundingMode.CEILING)
                .min(leaves.value());
        Price price = new Price(BigDecimal.valueOf(random.nextLong(4_900, 5_100), 2));
        BigDecimal share = part.multiply(new BigDecimal("0.00123457"));
        Money fee = switch (random.nextInt(3)) {
            case 0 -> new Money(share, THIRD);
            case 1 -> new Money(share.multiply(price.value()), USDT);
            default ->
                order.intent().side() == Side.BUY
                        ? new Money(share, BTC_USDT.base())
                        : new Money(share.multiply(price.value()), USDT);
        };
        Fill fill = new Fill(
                new TradeId("t-" + reported.size()),
                order.clientOrderId(),
                BTC_USDT,
                order.intent().side(),
                price,
                new Quantity(part),
                fee,
                LiquiditySide.TAKER,
                time.instant());
        reported.add(fill);
        assertThat(bookkeeper.filled(fill)).isEqualTo(Bookkeeper.Booking.BOOKED);
    }

    private Book bookOf(RecoveredBook recovered) {
        return new Book(
                BOT,
                BTC_USDT,
                () -> instrument,
                new ProtectionPolicy(Percent.of("5"), Percent.of("3"), Percent.of("1")),
                recovered);
    }

    private String replayed(int commits, int fills) {
        try (SqliteDatabase database = SqliteDatabase.open(SqliteDatabase.IN_MEMORY);
                SqliteOrderJournal store =
                        SqliteOrderJournal.open(database, new VenueAccount("gateio", "paper"), time)) {
            BlockingQueue<CommitReport> answers = new ArrayBlockingQueue<>(1);
            for (List<JournalEntry> entries : journal.commits.subList(0, commits)) {
                store.commit(entries, answers::add);
                assertThat(next(answers)).isEqualTo(new CommitReport.Durable());
            }
            return stateOf(bookOf(store.load(BOT)), fills);
        }
    }

    private static Optional<CommitReport> poll(BlockingQueue<CommitReport> answers) throws InterruptedException {
        return Optional.ofNullable(answers.poll(30, TimeUnit.SECONDS));
    }

    private static CommitReport next(BlockingQueue<CommitReport> answers) {
        try {
            return poll(answers).orElseThrow(() -> new AssertionError("no answer to a commit within 30 s"));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a commit", interrupted);
        }
    }

    /** Everything of a book that decides what it does next, in words: what differs is seen at once. */
    private String stateOf(Book of, int fills) {
        StringBuilder state = new StringBuilder(500)
                .append("position ")
                .append(of.position())
                .append(" opened by ")
                .append(of.openedBy())
                .append(" dust ")
                .append(of.dust())
                .append(" oversold ")
                .append(of.oversold())
                .append(" stop ")
                .append(of.stop().entryPrice())
                .append('/')
                .append(of.stop().peak())
                .append(" sellable ")
                .append(of.sellable())
                .append(" today ")
                .append(of.activity().ordersToday(time.instant()))
                .append('/')
                .append(of.activity().realisedToday(time.instant()))
                .append('/')
                .append(of.activity().turnoverToday(time.instant()));
        for (Fill fill : reported.subList(0, fills)) {
            state.append(of.isBooked(fill.tradeId()) ? '+' : '-');
        }
        for (Order order : of.working()) {
            state.append("\n")
                    .append(order.clientOrderId())
                    .append(' ')
                    .append(order.status())
                    .append(' ')
                    .append(order.venueOrderId())
                    .append(' ')
                    .append(order.filled())
                    .append(' ')
                    .append(order.filledQuote());
        }
        return state.toString();
    }

    /** A journal that remembers every commit. */
    private record Recording(OrderJournal kept, List<List<JournalEntry>> commits) implements OrderJournal {

        @Override
        public void commit(List<JournalEntry> entries, Consumer<CommitReport> done) {
            commits.add(List.copyOf(entries));
            kept.commit(entries, done);
        }

        @Override
        public void recall(ClientOrderId order, Consumer<RecallReport> done) {
            kept.recall(order, done);
        }

        @Override
        public RecoveredBook load(BotId bot) {
            return kept.load(bot);
        }
    }
}
