package cab.infrastructure.recording;

import cab.application.port.BalancesReport;
import cab.application.port.BotPorts;
import cab.application.port.Broker;
import cab.application.port.BrokerCapabilities;
import cab.application.port.BrokerEvent;
import cab.application.port.CancelReport;
import cab.application.port.CommitReport;
import cab.application.port.FillsReport;
import cab.application.port.HistoryReport;
import cab.application.port.JournalEntry;
import cab.application.port.LookupReport;
import cab.application.port.Mailbox;
import cab.application.port.MarketData;
import cab.application.port.MarketListener;
import cab.application.port.OpenOrdersReport;
import cab.application.port.OrderJournal;
import cab.application.port.PlacementReport;
import cab.application.port.RecallReport;
import cab.application.port.RecoveredBook;
import cab.application.port.Scheduler;
import cab.application.port.Subscription;
import cab.application.trading.OperatorCommand;
import cab.application.trading.TradingCycle;
import cab.domain.market.Candle;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Instrument;
import cab.domain.market.Quote;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The ports of one life of a trading cycle, with everything that passes through them written to a {@link Tape}: each
 * message with the times at which it was handled, and what the cycle did with it. While a message is handled, both
 * clocks stand still for the cycle, so that a replay sees the same times. Owned by the cycle's thread, but for what the
 * adapters call back.
 */
public final class RecordedLife {

    /** What a callback brings, until its message is in the mailbox. */
    private static final ScopedValue<ObjectNode> BROUGHT = ScopedValue.newInstance();

    private final Tape tape;
    private final BotPorts real;
    private final BotPorts recorded;
    private final Happenings out = new Happenings();
    private long marketMs;
    private long processMs;
    private boolean started;

    /**
     * A life that begins with {@code book}.
     *
     * @param settings what the cycle is made from, without secrets
     */
    public RecordedLife(
            Tape tape,
            BotPorts real,
            BotId bot,
            Symbol symbol,
            Timeframe timeframe,
            RecoveredBook book,
            Map<String, String> settings) {
        this.tape = tape;
        this.real = real;
        this.recorded = new BotPorts(
                new RecordedBroker(),
                new RecordedMarket(),
                new RecordedJournal(),
                real.events(),
                new StandingTime(real.scheduler(), true),
                new StandingTime(real.processTime(), false),
                new RecordedMailbox());
        stand();
        ObjectNode life = times(node());
        ObjectNode begin = life.putObject("life");
        begin.put("version", TapeLine.VERSION)
                .put("bot", bot.value())
                .put("symbol", symbol.toString())
                .put("timeframe", timeframe.name());
        new TreeMap<>(settings).forEach(begin.putObject("settings")::put);
        begin.set("capabilities", RecordTree.of(real.broker().capabilities()));
        begin.set("instrument", RecordTree.of(real.marketData().instrument(symbol)));
        begin.set("book", RecordTree.of(book));
        tape.add(life);
    }

    /** What the cycle is to be made with. */
    public BotPorts ports() {
        return recorded;
    }

    /** The cycle that was made, before it starts. */
    public void watch(TradingCycle cycle) {
        out.watch(cycle);
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode message(String kind) {
        return node().put("in", kind);
    }

    private void stand() {
        marketMs = real.scheduler().millis();
        processMs = real.processTime().millis();
    }

    private ObjectNode times(ObjectNode line) {
        return line.put("at", marketMs).put("process", processMs);
    }

    private void handle(Optional<ObjectNode> brought, Runnable message) {
        stand();
        out.clear();
        try {
            message.run();
        } catch (RuntimeException fault) {
            out.fault(fault);
            throw fault;
        } finally {
            out.lookForDecision();
            // A question of how it stands leaves no trace.
            if (brought.isPresent() || !out.isEmpty()) {
                ObjectNode line = times(brought.map(ObjectNode::deepCopy).orElseGet(() -> message("unknown")));
                out.into(line);
                tape.add(line);
            }
        }
    }

    private <R> Consumer<R> reply(long request, Consumer<R> receiver) {
        return report -> {
            ObjectNode brought = message("reply").put("request", request);
            brought.set("report", RecordTree.of((Object) report));
            ScopedValue.where(BROUGHT, brought).run(() -> receiver.accept(report));
        };
    }

    /** Says what every message brought, and stands still while it is handled. */
    private final class RecordedMailbox implements Mailbox {

        @Override
        public boolean offer(Runnable message) {
            Optional<ObjectNode> brought = BROUGHT.isBound() ? Optional.of(BROUGHT.get()) : command(message);
            return real.mailbox().offer(() -> handle(brought, message));
        }

        @Override
        public void answer(Runnable reply) {
            ObjectNode brought = BROUGHT.isBound() ? BROUGHT.get() : ofOwner();
            boolean refused = brought.path("in").asText().equals("candle");
            ObjectNode told = refused ? message("candles_lost") : brought;
            real.mailbox().answer(() -> handle(Optional.of(told), reply));
        }

        /** Who owns the cycle starts it first, and ends it later. */
        private ObjectNode ofOwner() {
            ObjectNode told = message(started ? "close" : "start");
            started = true;
            return told;
        }

        private Optional<ObjectNode> command(Runnable message) {
            return message instanceof OperatorCommand command
                    ? Optional.of(message("command")
                            .put("kind", command.kind().name())
                            .put("actor", command.actor())
                            .put("reason", command.reason()))
                    : Optional.empty();
        }
    }

    /** Shows the time at which the message came that is being handled. */
    private final class StandingTime implements Scheduler {

        private final Scheduler running;
        private final boolean ofMarket;

        private StandingTime(Scheduler running, boolean ofMarket) {
            this.running = running;
            this.ofMarket = ofMarket;
        }

        @Override
        public long millis() {
            return ofMarket ? marketMs : processMs;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis());
        }

        @Override
        public Subscription at(Instant when, Runnable task) {
            long request = out.request((ofMarket ? "market" : "process") + " timer at " + when);
            ObjectNode brought = message("timer").put("request", request);
            return running.at(when, () -> ScopedValue.where(BROUGHT, brought).run(task));
        }
    }

    private final class RecordedJournal implements OrderJournal {

        @Override
        public void commit(List<JournalEntry> entries, Consumer<CommitReport> done) {
            real.journal().commit(entries, reply(out.request("commit " + entries), done));
        }

        @Override
        public void recall(ClientOrderId order, Consumer<RecallReport> done) {
            real.journal().recall(order, reply(out.request("recall " + order), done));
        }

        @Override
        public RecoveredBook load(BotId bot) {
            return real.journal().load(bot);
        }
    }

    private final class RecordedMarket implements MarketData {

        @Override
        public Optional<Instrument> instrument(Symbol asked) {
            Optional<Instrument> found = real.marketData().instrument(asked);
            out.instrument(found);
            return found;
        }

        @Override
        public Optional<Quote> quote(Symbol asked) {
            Optional<Quote> found = real.marketData().quote(asked);
            out.quote(found);
            return found;
        }

        @Override
        public void history(Symbol asked, Timeframe timeframe, int count, Consumer<HistoryReport> reply) {
            long request = out.request("history of " + asked + " " + timeframe + " " + count);
            real.marketData().history(asked, timeframe, count, reply(request, reply));
        }

        @Override
        public Subscription subscribe(Symbol asked, Timeframe timeframe, MarketListener listener) {
            out.note("subscribe " + asked + " " + timeframe);
            return real.marketData().subscribe(asked, timeframe, new MarketListener() {
                @Override
                public void onPrice(long atMs, double price) {
                    ObjectNode brought = message("price").put("at_ms", atMs).put("price", Double.toString(price));
                    ScopedValue.where(BROUGHT, brought).run(() -> listener.onPrice(atMs, price));
                }

                @Override
                public void onCandle(ClosedCandle candle) {
                    ObjectNode brought = message("candle");
                    brought.set("candle", RecordTree.of(Candle.copyOf(candle)));
                    ScopedValue.where(BROUGHT, brought).run(() -> listener.onCandle(candle));
                }
            });
        }

        @Override
        public void watchBelow(Symbol asked, double price) {
            out.note("watch below " + price);
            real.marketData().watchBelow(asked, price);
        }
    }

    private final class RecordedBroker implements Broker {

        @Override
        public BrokerCapabilities capabilities() {
            return real.broker().capabilities();
        }

        @Override
        public void recall(List<Order> orders) {
            out.note("recall orders " + orders);
            real.broker().recall(orders);
        }

        @Override
        public void place(OrderIntent intent, Consumer<PlacementReport> reply) {
            real.broker().place(intent, reply(out.request("place " + intent), reply));
        }

        @Override
        public void cancel(Order order, Consumer<CancelReport> reply) {
            real.broker().cancel(order, reply(out.request("cancel " + order), reply));
        }

        @Override
        public void lookUp(Order order, Consumer<LookupReport> reply) {
            real.broker().lookUp(order, reply(out.request("look up " + order), reply));
        }

        @Override
        public void openOrders(Symbol asked, Consumer<OpenOrdersReport> reply) {
            real.broker().openOrders(asked, reply(out.request("open orders of " + asked), reply));
        }

        @Override
        public void fills(Symbol asked, Instant since, Consumer<FillsReport> reply) {
            real.broker().fills(asked, since, reply(out.request("fills of " + asked + " since " + since), reply));
        }

        @Override
        public void balances(Consumer<BalancesReport> reply) {
            real.broker().balances(reply(out.request("balances"), reply));
        }

        @Override
        public Subscription subscribe(Symbol asked, Consumer<BrokerEvent> listener) {
            out.note("subscribe to orders of " + asked);
            return real.broker().subscribe(asked, event -> {
                ObjectNode brought = message("stream");
                brought.set("event", RecordTree.of(event));
                ScopedValue.where(BROUGHT, brought).run(() -> listener.accept(event));
            });
        }
    }
}
