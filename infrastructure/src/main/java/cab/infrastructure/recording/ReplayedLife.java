package cab.infrastructure.recording;

import cab.application.event.Event;
import cab.application.port.BalancesReport;
import cab.application.port.BotPorts;
import cab.application.port.Broker;
import cab.application.port.BrokerCapabilities;
import cab.application.port.BrokerEvent;
import cab.application.port.CancelReport;
import cab.application.port.CommitReport;
import cab.application.port.EventBus;
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
import cab.domain.market.Instrument;
import cab.domain.market.Quote;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One life of a trading cycle whose world is a recording. Owned by one thread. */
final class ReplayedLife {

    private final Symbol symbol;
    private final Timeframe timeframe;
    private final BrokerCapabilities capabilities;
    private final TradingCycle cycle;
    private final Happenings out = new Happenings();
    private final Map<Long, Consumer<JsonNode>> waiting = new HashMap<>();
    private final Deque<Runnable> mailbox = new ArrayDeque<>();
    private final Deque<Optional<Quote>> quotes = new ArrayDeque<>();
    private Optional<Instrument> instrument;
    private long marketMs;
    private long processMs;
    private Consumer<BrokerEvent> stream = event -> {};

    private ReplayedLife(TapeLine line, Replay.CycleMaker maker) {
        JsonNode life = line.json().path("life");
        if (life.path("version").asInt() != TapeLine.VERSION) {
            throw new IllegalArgumentException("line " + line.number() + " is of format "
                    + life.path("version").asText("none") + ", expected " + TapeLine.VERSION);
        }
        this.symbol = Symbol.of(life.path("symbol").asText());
        this.timeframe = Timeframe.valueOf(life.path("timeframe").asText());
        this.capabilities = RecordTree.read(life.path("capabilities"), BrokerCapabilities.class);
        this.instrument = instrumentIn(life);
        stand(line);
        Map<String, String> settings = new TreeMap<>();
        life.path("settings").properties().forEach(entry -> {
            String _ = settings.put(entry.getKey(), entry.getValue().asText());
        });
        BotPorts ports = new BotPorts(
                new PlayedBroker(),
                new PlayedMarket(),
                new PlayedJournal(),
                new Silence(),
                new StandingTime(true),
                new StandingTime(false),
                new PlayedMailbox());
        this.cycle = maker.make(
                settings,
                new BotId(life.path("bot").asText()),
                symbol,
                ports,
                RecordTree.read(life.path("book"), RecoveredBook.class));
        out.watch(cycle);
    }

    static ReplayedLife begin(TapeLine line, Replay.CycleMaker maker) {
        return new ReplayedLife(line, maker);
    }

    /** What the cycle does with the message of this line. */
    List<String> handle(TapeLine line) {
        stand(line);
        out.clear();
        if (line.json().has("instrument")) {
            instrument = instrumentIn(line.json());
        }
        quotes.clear();
        line.json().path("quotes").forEach(quote -> quotes.addLast(optional(quote, Quote.class)));
        try {
            bring(line);
            for (Runnable message = mailbox.poll(); message != null; message = mailbox.poll()) {
                message.run();
            }
        } catch (RuntimeException fault) {
            out.fault(fault);
        }
        out.lookForDecision();
        return out.told();
    }

    private void bring(TapeLine line) {
        JsonNode json = line.json();
        switch (json.path("in").asText()) {
            // Prices and candles come from the recording rather than from whom it subscribed to.
            case "start" -> cycle.start(() -> out.note("subscribe " + symbol + " " + timeframe));
            case "close" -> cycle.close();
            case "price" ->
                cycle.onPrice(
                        json.path("at_ms").asLong(),
                        Double.parseDouble(json.path("price").asText()));
            case "candle" -> cycle.onCandle(RecordTree.read(json.path("candle"), Candle.class));
            case "candles_lost" -> cycle.onCandlesLost();
            case "stream" -> stream.accept(RecordTree.read(json.path("event"), BrokerEvent.class));
            case "timer" -> answer(line, json);
            case "reply" -> answer(line, json.path("report"));
            case "command" ->
                new OperatorCommand(
                                OperatorCommand.Kind.valueOf(json.path("kind").asText()),
                                json.path("actor").asText(),
                                json.path("reason").asText(),
                                cycle,
                                outcome -> {})
                        .run();
            default -> throw new IllegalArgumentException("line " + line.number() + " has a message of unknown kind");
        }
    }

    private void answer(TapeLine line, JsonNode report) {
        Consumer<JsonNode> receiver = waiting.remove(line.json().path("request").asLong());
        if (receiver == null) {
            out.note("nothing: it never asked for request "
                    + line.json().path("request").asLong());
            return;
        }
        receiver.accept(report);
    }

    private void stand(TapeLine line) {
        marketMs = line.marketMs();
        processMs = line.processMs();
    }

    private static Optional<Instrument> instrumentIn(JsonNode json) {
        return optional(json.path("instrument"), Instrument.class);
    }

    private static <T> Optional<T> optional(JsonNode node, Class<T> type) {
        return node.isNull() ? Optional.empty() : Optional.of(RecordTree.read(node, type));
    }

    private <R> void ask(String what, Class<R> type, Consumer<R> reply) {
        Consumer<JsonNode> _ = waiting.put(out.request(what), report -> reply.accept(RecordTree.read(report, type)));
    }

    private final class PlayedMailbox implements Mailbox {

        @Override
        public boolean offer(Runnable message) {
            return mailbox.add(message);
        }

        @Override
        public void answer(Runnable reply) {
            mailbox.addLast(reply);
        }
    }

    private final class StandingTime implements Scheduler {

        private final boolean ofMarket;

        private StandingTime(boolean ofMarket) {
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
            Consumer<JsonNode> _ = waiting.put(
                    out.request((ofMarket ? "market" : "process") + " timer at " + when), due -> task.run());
            // What was on its way when it was cancelled came all the same; the recording knows.
            return () -> {};
        }
    }

    private final class PlayedJournal implements OrderJournal {

        @Override
        public void commit(List<JournalEntry> entries, Consumer<CommitReport> done) {
            ask("commit " + entries, CommitReport.class, done);
        }

        @Override
        public void recall(ClientOrderId order, Consumer<RecallReport> done) {
            ask("recall " + order, RecallReport.class, done);
        }

        @Override
        public RecoveredBook load(BotId bot) {
            throw new IllegalStateException("a replay has its book from the recording");
        }
    }

    private final class PlayedMarket implements MarketData {

        @Override
        public Optional<Instrument> instrument(Symbol asked) {
            return instrument;
        }

        @Override
        public Optional<Quote> quote(Symbol asked) {
            if (quotes.isEmpty()) {
                out.note("nothing: it did not ask for a quote");
                return Optional.empty();
            }
            return quotes.removeFirst();
        }

        @Override
        public void history(Symbol asked, Timeframe asLong, int count, Consumer<HistoryReport> reply) {
            ask("history of " + asked + " " + asLong + " " + count, HistoryReport.class, reply);
        }

        @Override
        public Subscription subscribe(Symbol asked, Timeframe asLong, MarketListener heard) {
            throw new IllegalStateException("whoever owns a cycle subscribes for it");
        }

        @Override
        public void watchBelow(Symbol asked, double price) {
            out.note("watch below " + price);
        }
    }

    private final class PlayedBroker implements Broker {

        @Override
        public BrokerCapabilities capabilities() {
            return capabilities;
        }

        @Override
        public void recall(List<Order> orders) {
            out.note("recall orders " + orders);
        }

        @Override
        public void place(OrderIntent intent, Consumer<PlacementReport> reply) {
            ask("place " + intent, PlacementReport.class, reply);
        }

        @Override
        public void cancel(Order order, Consumer<CancelReport> reply) {
            ask("cancel " + order, CancelReport.class, reply);
        }

        @Override
        public void lookUp(Order order, Consumer<LookupReport> reply) {
            ask("look up " + order, LookupReport.class, reply);
        }

        @Override
        public void openOrders(Symbol asked, Consumer<OpenOrdersReport> reply) {
            ask("open orders of " + asked, OpenOrdersReport.class, reply);
        }

        @Override
        public void fills(Symbol asked, Instant since, Consumer<FillsReport> reply) {
            ask("fills of " + asked + " since " + since, FillsReport.class, reply);
        }

        @Override
        public void balances(Consumer<BalancesReport> reply) {
            ask("balances", BalancesReport.class, reply);
        }

        @Override
        public Subscription subscribe(Symbol asked, Consumer<BrokerEvent> heard) {
            out.note("subscribe to orders of " + asked);
            stream = heard;
            return () -> {};
        }
    }

    /** Nobody listens to a replay. */
    private static final class Silence implements EventBus {

        @Override
        public void publish(Event event) {}

        @Override
        public Subscription subscribe(String name, Consumer<Event> subscriber) {
            return () -> {};
        }
    }
}
