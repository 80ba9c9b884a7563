package cab.application.testing;

import static cab.application.testing.Fixtures.BOT;
import static cab.application.testing.Fixtures.BTC_USDT;
import static cab.application.testing.Fixtures.NOON;
import static cab.application.testing.Fixtures.TIMEFRAME;
import static cab.application.testing.Fixtures.balances;
import static cab.application.testing.Fixtures.fill;
import static cab.application.testing.Fixtures.instrument;
import static cab.application.testing.Fixtures.shown;
import static cab.application.testing.Fixtures.usdt;

import cab.application.execution.Book;
import cab.application.execution.Bookkeeper;
import cab.application.execution.BotEvents;
import cab.application.execution.CapitalPool;
import cab.application.execution.ExecuteTrade;
import cab.application.execution.FeeValuation;
import cab.application.execution.Writer;
import cab.application.port.BotPorts;
import cab.application.port.PlacementReport;
import cab.application.protection.RestingStop;
import cab.application.protection.StopPolicy;
import cab.application.settlement.Settlement;
import cab.application.settlement.SettlementPolicy;
import cab.domain.money.Percent;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderStatus;
import cab.domain.protection.ProtectionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one bot trades with, without a trading cycle: book, pen and the way to place an order, on scripted ports. */
public final class Desk {

    /** What became durable and what was placed, in order. */
    public final List<String> trail;

    public final ManualScheduler time;
    public final InlineTestMailbox mailbox = new InlineTestMailbox();
    public final ScriptedBroker broker;
    public final ScriptedJournal journal;
    public final ScriptedMarketData market;
    public final RecordingEventBus bus = new RecordingEventBus();
    public final CapitalPool capital = new CapitalPool(Fixtures.USDT);
    public final BotPorts ports;
    public final Book book;
    public final BotEvents events;
    public final Writer writer;
    public final Bookkeeper bookkeeper;
    public final ExecuteTrade executeTrade;

    /** Orders that have come to their end. */
    public final List<Order> settled = new ArrayList<>();

    private int trades;

    /** A bot that has never traded, with 1000 USDT. */
    public Desk() {
        this(new ArrayList<>(), new ManualScheduler(NOON), Optional.empty());
    }

    private Desk(List<String> trail, ManualScheduler time, Optional<ScriptedJournal> kept) {
        this.trail = trail;
        this.time = time;
        this.broker = new ScriptedBroker(time, trail);
        this.journal = kept.orElseGet(() -> new ScriptedJournal(trail));
        this.market = new ScriptedMarketData(time, instrument(), TIMEFRAME);
        this.ports = new BotPorts(broker, market, journal, bus, time, time, mailbox);
        this.book = new Book(
                BOT,
                BTC_USDT,
                () -> market.instrument(BTC_USDT).orElseThrow(),
                new ProtectionPolicy(Percent.of("5"), Percent.of("3"), Percent.of("1")),
                journal.load(BOT));
        this.events = new BotEvents(BOT, BTC_USDT, bus, time);
        this.writer = new Writer(journal, mailbox);
        FeeValuation noPrice = (fee, quote) -> Optional.empty();
        this.bookkeeper = new Bookkeeper(book, writer, capital, events, time, time, noPrice);
        this.executeTrade = new ExecuteTrade(ports, book, bookkeeper, writer, capital, events);
        free("1000");
        broker.onBalances(() -> Optional.of(balances("1000", "0")));
        bookkeeper.onSettled(settled::add);
    }

    /** The same bot after its process has ended: what the journal knows, on an exchange that has forgotten nobody. */
    public Desk restarted() {
        return new Desk(trail, time, Optional.of(journal));
    }

    /** The stops of this bot, not told to stand up yet. */
    public RestingStop restingStop(StopPolicy policy) {
        return new RestingStop(book, bookkeeper, executeTrade, settlement(), events, ports, policy);
    }

    private Settlement settlement() {
        return new Settlement(
                ports,
                book,
                bookkeeper,
                writer,
                events,
                new SettlementPolicy(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(5)));
    }

    /** The exchange has said that so much is free. */
    public void free(String amount) {
        capital.refresh(BOT, usdt(amount), capital.ask(time.millis()), Duration.ZERO);
    }

    public OrderStatus statusOf(OrderIntent intent) {
        return book.order(intent.clientOrderId()).orElseThrow().status();
    }

    /** Places {@code intent} and fills it whole: fill first, then the answer. */
    public void trade(OrderIntent intent, String quantity, String price) {
        var _ = executeTrade.execute(intent);
        var _ = bookkeeper.filled(fill(intent, "t" + ++trades, quantity, price));
        broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(intent, OrderEvent.FILLED, quantity)));
    }
}
