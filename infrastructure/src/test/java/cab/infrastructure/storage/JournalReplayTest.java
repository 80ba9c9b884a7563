package cab.infrastructure.storage;

import static cab.application.port.JournalFixtures.BOT;
import static cab.application.port.JournalFixtures.BTC_USDT;
import static cab.application.port.JournalFixtures.NOON;
import static cab.application.port.JournalFixtures.base;
import static cab.application.port.JournalFixtures.btc;
import static cab.application.port.JournalFixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.CommitReport;
import cab.application.port.JournalEntry;
import cab.application.port.OrderJournal;
import cab.application.port.PositionRecord;
import cab.application.port.RecoveredBook;
import cab.application.port.RecoveredBook.BookedFill;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Fill;
import cab.domain.order.LiquiditySide;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderTerms;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import cab.domain.position.FifoLedger;
import cab.domain.position.RealisedTrade;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A random life of a bot, with repeated fills and refused calls, told to SQLite and to memory: after a restart both
 * know the same, and the lots that the fills rebuild are the position that was written.
 */
final class JournalReplayTest {

    private static final int STEPS = 80;

    @TempDir
    private Path folder;

    private final List<JournalEntry.Filled> booked = new ArrayList<>();
    private final FifoLedger ledger = new FifoLedger(BTC_USDT);
    private Instant now = NOON;
    private Optional<Instant> openedBy = Optional.empty();
    private int trades;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void diskAndMemoryKnowTheSameAfterARestart(long seed) {
        Random random = new Random(seed);
        OrderJournal memory = new InMemoryOrderJournal(() -> now);
        try (SqliteDatabase database = open();
                SqliteOrderJournal disk = journal(database)) {
            for (int step = 0; step < STEPS; step++) {
                now = now.plus(Duration.ofMinutes(random.nextInt(90)));
                List<JournalEntry> call = random.nextInt(10) == 0 && !booked.isEmpty()
                        ? List.of(booked.get(random.nextInt(booked.size())))
                        : trade(random);
                assertThat(answer(disk, call)).as("seed %d step %d", seed, step).isEqualTo(answer(memory, call));
            }
        }

        try (SqliteDatabase database = open();
                SqliteOrderJournal disk = journal(database)) {
            RecoveredBook book = disk.load(BOT);

            assertThat(book).as("seed %d", seed).isEqualTo(memory.load(BOT));
            FifoLedger rebuilt = new FifoLedger(BTC_USDT);
            for (BookedFill open : book.openFills()) {
                Optional<RealisedTrade> _ = rebuilt.apply(open.fill(), open.feeInQuote());
            }
            assertThat(rebuilt.position())
                    .as("seed %d", seed)
                    .isEqualTo(book.position().orElseThrow().position());
        }
    }

    /** One order from intent to its end, with its fill, in one call. */
    private List<JournalEntry> trade(Random random) {
        boolean sell = ledger.position().quantity().isPositive() && random.nextInt(3) > 0;
        Quantity quantity = sell
                ? random.nextBoolean()
                        ? ledger.position().quantity()
                        : part(ledger.position().quantity())
                : new Quantity(BigDecimal.valueOf(1 + random.nextInt(1_000_000), 6));
        OrderIntent intent = intent(sell, quantity);
        Order order = Order.of(intent);
        List<JournalEntry> call = new ArrayList<>();
        call.add(new JournalEntry.Intended(intent));
        Order sent = order.after(OrderEvent.SEND, now);
        call.add(new JournalEntry.OrderMoved(order.status(), OrderEvent.SEND, sent));
        Fill fill = fill(intent, quantity, random);
        JournalEntry.Filled filled = filled(intent, fill);
        booked.add(filled);
        call.add(filled);
        if (random.nextBoolean()) {
            Order ended = sent.with(fill).after(OrderEvent.FILLED, now);
            call.add(new JournalEntry.OrderMoved(sent.status(), OrderEvent.FILLED, ended));
        }
        return call;
    }

    private OrderIntent intent(boolean sell, Quantity quantity) {
        DecisionKey decision = new DecisionKey(BOT, now.plusMillis(trades));
        Purpose purpose = sell ? Purpose.EXIT : Purpose.ENTRY;
        return new OrderIntent(
                ClientOrderId.of(decision, purpose, 0),
                decision,
                purpose,
                OrderTerms.market(BTC_USDT, sell ? Side.SELL : Side.BUY, base(quantity.toString())),
                Price.of("50000.01"),
                Optional.empty(),
                now);
    }

    private Fill fill(OrderIntent intent, Quantity quantity, Random random) {
        trades++;
        Money fee = switch (random.nextInt(3)) {
            case 0 -> usdt("0." + (1 + random.nextInt(9)));
            case 1 -> intent.side() == Side.BUY ? btc("0.0000001") : usdt("0");
            default -> usdt("-0.000000000000000001");
        };
        return new Fill(
                new TradeId("t-" + trades),
                intent.clientOrderId(),
                BTC_USDT,
                intent.side(),
                Price.of("5000" + random.nextInt(10) + "." + (1 + random.nextInt(99))),
                quantity,
                fee,
                random.nextBoolean() ? LiquiditySide.MAKER : LiquiditySide.TAKER,
                now.plusMillis(random.nextInt(5)));
    }

    private JournalEntry.Filled filled(OrderIntent intent, Fill fill) {
        Optional<RealisedTrade> realised = ledger.apply(fill, Optional.empty());
        boolean flat = ledger.position().isFlat();
        openedBy = flat
                ? Optional.empty()
                : openedBy.or(() -> Optional.of(intent.decision().at()));
        double price = flat ? 0 : fill.price().value().doubleValue();
        return new JournalEntry.Filled(
                BOT,
                fill,
                Optional.empty(),
                realised,
                new PositionRecord(BOT, BTC_USDT, ledger.position(), openedBy, price, price * 1.01, fill.at()));
    }

    private static Quantity part(Quantity whole) {
        Quantity tenth = new Quantity(whole.value().movePointLeft(1)).flooredTo(new BigDecimal("0.0000001"));
        return tenth.isPositive() ? tenth : whole;
    }

    private SqliteDatabase open() {
        return SqliteDatabase.open(folder.resolve("bot.sqlite3").toString());
    }

    private SqliteOrderJournal journal(SqliteDatabase database) {
        return SqliteOrderJournal.open(database, new VenueAccount("gateio", "paper"), () -> now);
    }

    private static CommitReport answer(OrderJournal journal, List<JournalEntry> call) {
        BlockingQueue<CommitReport> reports = new ArrayBlockingQueue<>(1);
        journal.commit(call, reports::add);
        try {
            CommitReport report = reports.poll(30, TimeUnit.SECONDS);
            if (report == null) {
                throw new AssertionError("no answer to a commit within 30 s");
            }
            return report;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a commit", interrupted);
        }
    }
}
