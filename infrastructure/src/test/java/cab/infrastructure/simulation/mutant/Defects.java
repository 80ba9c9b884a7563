package cab.infrastructure.simulation.mutant;

import cab.application.execution.Book;
import cab.application.execution.Bookkeeper;
import cab.application.execution.ExecuteTrade;
import cab.application.execution.Writer;
import cab.application.port.BalancesReport;
import cab.application.port.BotPorts;
import cab.application.port.Broker;
import cab.application.port.CancelReport;
import cab.application.port.CommitReport;
import cab.application.port.FillsReport;
import cab.application.port.JournalEntry;
import cab.application.port.OpenOrdersReport;
import cab.application.port.OrderJournal;
import cab.application.port.PlacementReport;
import cab.application.port.RecoveredBook;
import cab.application.port.Scheduler;
import cab.application.port.Subscription;
import cab.application.port.VenueOrder;
import cab.application.protection.PositionExit;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Currency;
import cab.domain.money.Money;
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
import cab.domain.order.OrderStatus;
import cab.domain.order.OrderTerms;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import cab.domain.position.FifoLedger;
import cab.domain.position.RealisedTrade;
import cab.domain.protection.ProtectiveStop;
import cab.domain.risk.EntryProposal;
import cab.domain.risk.RiskVerdict;
import cab.domain.signal.Decision;
import cab.domain.signal.SignalPipeline;
import cab.domain.strategy.Signal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/**
 * What mutants do in place of a call: the receiver comes first, then the arguments, and last, where it is wanted, the
 * object whose method it was called in. Loaded by the loader of each mutant.
 */
public final class Defects {

    private static final Map<OrderJournal, List<List<JournalEntry>>> UNWRITTEN = new WeakHashMap<>();

    private Defects() {}

    /** In place of the question to the risk rules: it is not asked. */
    public static RiskVerdict allowUnasked(Object check, EntryProposal proposal) {
        return RiskVerdict.allowed();
    }

    /** In place of {@link Broker#place}: no answer is taken for a request to send it once more. */
    public static void placeAgain(Broker broker, OrderIntent intent, Consumer<PlacementReport> reply) {
        broker.place(intent, report -> {
            if (report instanceof PlacementReport.Unknown) {
                broker.place(intent, reply);
            } else {
                reply.accept(report);
            }
        });
    }

    /** In place of {@link Broker#place}: each try of a retrying client makes itself a new name. */
    public static void placeUnderNewName(Broker broker, OrderIntent intent, Consumer<PlacementReport> reply) {
        broker.place(intent, report -> {
            if (report instanceof PlacementReport.Unknown) {
                broker.place(renamed(intent, 7), reply);
            } else {
                reply.accept(report);
            }
        });
    }

    /** In place of {@link Bookkeeper#moved}: no answer is taken for a no, and the same is ordered as a new attempt. */
    public static void orderAnew(
            Bookkeeper bookkeeper, ClientOrderId name, OrderEvent event, ExecuteTrade executeTrade) {
        Book book = (Book) Fields.of(executeTrade, "book");
        OrderIntent intent = book.order(name).orElseThrow().intent();
        int attempt = book.nextAttempt(intent.decision(), intent.purpose());
        bookkeeper.rejected(name, "no_answer", "no answer came");
        var _ = executeTrade.execute(renamed(intent, attempt));
    }

    private static OrderIntent renamed(OrderIntent intent, int attempt) {
        return new OrderIntent(
                ClientOrderId.of(intent.decision(), intent.purpose(), attempt),
                intent.decision(),
                intent.purpose(),
                intent.terms(),
                intent.reference(),
                Optional.empty(),
                intent.decidedAt());
    }

    /** In place of {@link Bookkeeper#moved}: no answer is taken for a no. */
    public static void takeForRejected(Bookkeeper bookkeeper, ClientOrderId name, OrderEvent event) {
        bookkeeper.rejected(name, "no_answer", "no answer came");
    }

    /** In place of {@link Writer#intent}: the order leaves while its intent is being written. */
    public static void sendWhileWriting(Writer writer, JournalEntry intent, boolean kept, Consumer<CommitReport> then) {
        then.accept(new CommitReport.Durable());
        writer.intent(intent, kept, report -> {});
    }

    /** In place of {@link Writer#intent}: that it could not be written is not noticed. */
    public static void ignoreFailure(Writer writer, JournalEntry intent, boolean kept, Consumer<CommitReport> then) {
        writer.intent(
                intent,
                kept,
                report -> then.accept(report instanceof CommitReport.Failed ? new CommitReport.Durable() : report));
    }

    /** In place of {@link OrderJournal#commit}: says that it is written, and writes it with the next. */
    public static void acknowledgeFirst(OrderJournal journal, List<JournalEntry> entries, Consumer<CommitReport> done) {
        List<List<JournalEntry>> unwritten = UNWRITTEN.computeIfAbsent(journal, absent -> new ArrayList<>());
        List<List<JournalEntry>> before = List.copyOf(unwritten);
        unwritten.clear();
        unwritten.add(entries);
        before.forEach(each -> journal.commit(each, report -> {}));
        done.accept(new CommitReport.Durable());
    }

    /** In place of {@link Book#fill}: what comes behind the end is taken note of, and not booked. */
    public static Optional<JournalEntry.Filled> unlessFinal(Book book, Fill fill, Optional<Money> feeInQuote) {
        boolean ended = book.order(fill.clientOrderId()).orElseThrow().status().isFinal();
        return ended ? noted(book, fill) : book.fill(fill, feeInQuote);
    }

    /** In place of {@link Book#fill}: what comes before the answer is taken note of, and not booked. */
    public static Optional<JournalEntry.Filled> unlessUnanswered(Book book, Fill fill, Optional<Money> feeInQuote) {
        OrderStatus status = book.order(fill.clientOrderId()).orElseThrow().status();
        boolean unanswered = status == OrderStatus.INTENDED || status == OrderStatus.SENDING;
        return unanswered ? noted(book, fill) : book.fill(fill, feeInQuote);
    }

    @SuppressWarnings("unchecked")
    private static Optional<JournalEntry.Filled> noted(Book book, Fill fill) {
        boolean _ = ((Set<TradeId>) Fields.of(book, "tradeIds")).add(fill.tradeId());
        return Optional.empty();
    }

    /** In place of {@link Fill#tradeId}: the name of the order is taken for that of the trade. */
    public static TradeId orderAsTrade(Fill fill) {
        return new TradeId(fill.clientOrderId().value());
    }

    /** In place of {@link Bookkeeper#shown}: how much has been filled so far is booked as one more fill. */
    public static void bookWhatIsShown(Bookkeeper bookkeeper, VenueOrder shown) {
        Book book = (Book) Fields.of(bookkeeper, "book");
        Optional<Order> order = book.order(shown.clientOrderId());
        bookkeeper.shown(shown);
        if (order.isPresent() && shown.filled().isPositive()) {
            var _ = bookkeeper.filled(new Fill(
                    new TradeId(shown.venueOrderId() + "-" + shown.filled()),
                    shown.clientOrderId(),
                    shown.symbol(),
                    shown.side(),
                    order.get().intent().reference(),
                    shown.filled(),
                    Money.zero(shown.symbol().quote()),
                    LiquiditySide.TAKER,
                    shown.placedAt()));
        }
    }

    /** In place of the change of an order: the last message says where it stands. */
    public static Order lastMessageWins(Order order, OrderEvent event, Instant at) {
        OrderStatus status = switch (event) {
            case ACCEPTED -> OrderStatus.OPEN;
            case PARTIALLY_FILLED -> OrderStatus.PARTIALLY_FILLED;
            case FILLED -> OrderStatus.FILLED;
            case CANCELLED -> OrderStatus.CANCELLED;
            case EXPIRED -> OrderStatus.EXPIRED;
            case SEND, REJECTED, ANSWER_LOST, CANCEL, CANCEL_REFUSED ->
                order.status().after(event);
        };
        return new Order(order.intent(), status, order.venueOrderId(), order.filled(), order.filledQuote(), at);
    }

    /** In place of {@link FifoLedger#apply}: a fee in base is overlooked. */
    public static Optional<RealisedTrade> withoutBaseFee(FifoLedger ledger, Fill fill, Optional<Money> feeInQuote) {
        return ledger.apply(without(fill, fill.symbol().base()), feeInQuote);
    }

    /** In place of {@link FifoLedger#apply}: a fee in quote is overlooked. */
    public static Optional<RealisedTrade> withoutQuoteFee(FifoLedger ledger, Fill fill, Optional<Money> feeInQuote) {
        return ledger.apply(without(fill, fill.symbol().quote()), feeInQuote);
    }

    private static Fill without(Fill fill, Currency coin) {
        return fill.fee().currency().equals(coin)
                ? new Fill(
                        fill.tradeId(),
                        fill.clientOrderId(),
                        fill.symbol(),
                        fill.side(),
                        fill.price(),
                        fill.quantity(),
                        Money.zero(fill.symbol().quote()),
                        fill.liquidity(),
                        fill.at())
                : fill;
    }

    /** In place of {@link Instrument#floor}: rounds up to the step. */
    public static Quantity ceiling(Instrument instrument, Quantity quantity) {
        Quantity floor = instrument.floor(quantity);
        return floor.equals(quantity) ? floor : floor.plus(new Quantity(instrument.quantityStep()));
    }

    /** In place of {@link RecoveredBook#orders}: what was at work is forgotten. */
    public static List<Order> ended(RecoveredBook recovered) {
        return recovered.orders().stream()
                .filter(order -> order.status().isFinal())
                .toList();
    }

    /** In place of doubting them: what has no answer is sent again. */
    public static void sendUnansweredAgain(Object settlement) {
        Book book = (Book) Fields.of(settlement, "book");
        BotPorts ports = (BotPorts) Fields.of(settlement, "ports");
        Bookkeeper bookkeeper = (Bookkeeper) Fields.of(settlement, "bookkeeper");
        for (Order order : book.working()) {
            if (order.status() == OrderStatus.INTENDED) {
                bookkeeper.moved(order.clientOrderId(), OrderEvent.ANSWER_LOST);
                ports.broker().place(order.intent(), report -> {});
            }
        }
    }

    /** In place of the first reconciliation: none. */
    public static void startAtOnce(Object upkeep, Runnable then) {
        then.run();
    }

    /** In place of {@link Broker#openOrders}: no answer is taken for none. */
    public static void noOrdersWhenUnknown(Broker broker, Symbol symbol, Consumer<OpenOrdersReport> reply) {
        broker.openOrders(
                symbol,
                report -> reply.accept(
                        report instanceof OpenOrdersReport.Unknown ? new OpenOrdersReport.Known(List.of()) : report));
    }

    /** In place of {@link Broker#fills}: no answer is taken for none. */
    public static void noFillsWhenUnknown(Broker broker, Symbol symbol, Instant since, Consumer<FillsReport> reply) {
        broker.fills(
                symbol,
                since,
                report -> reply.accept(
                        report instanceof FillsReport.Unknown ? new FillsReport.Known(List.of()) : report));
    }

    /** In place of {@link Broker#balances}: no answer is taken for nothing. */
    public static void nothingWhenUnknown(Broker broker, Consumer<BalancesReport> reply) {
        broker.balances(report ->
                reply.accept(report instanceof BalancesReport.Unknown ? new BalancesReport.Known(List.of()) : report));
    }

    /** In place of {@link Broker#openOrders}: clears away whatever is not ours. */
    public static void cancelOthers(Broker broker, Symbol symbol, Consumer<OpenOrdersReport> reply) {
        broker.openOrders(symbol, report -> {
            if (report instanceof OpenOrdersReport.Known(var orders)) {
                orders.stream()
                        .filter(order -> !order.clientOrderId().isOurs())
                        .forEach(order -> broker.cancel(of(order), answer -> {}));
            }
            reply.accept(report);
        });
    }

    private static Order of(VenueOrder shown) {
        return Order.of(new OrderIntent(
                        shown.clientOrderId(),
                        new DecisionKey(new BotId("other"), shown.placedAt()),
                        shown.side() == Side.BUY ? Purpose.ENTRY : Purpose.EXIT,
                        OrderTerms.market(
                                shown.symbol(), shown.side(), new OrderSize.OfBase(new Quantity(BigDecimal.ONE))),
                        Price.of("1"),
                        Optional.empty(),
                        shown.placedAt()))
                .named(shown.venueOrderId());
    }

    /** In place of {@link Bookkeeper#filled}: whatever was filled on the account is ours. */
    public static Bookkeeper.Booking adoptFill(Bookkeeper bookkeeper, Fill fill) {
        Book book = (Book) Fields.of(bookkeeper, "book");
        if (!fill.clientOrderId().isOurs() && !book.isBooked(fill.tradeId())) {
            var _ = book.fill(fill, Optional.empty());
            return Bookkeeper.Booking.BOOKED;
        }
        return bookkeeper.filled(fill);
    }

    /** In place of {@link ProtectiveStop#raise}: the level follows the price down as well. */
    public static void followDown(ProtectiveStop stop, double price) {
        stop.arm(stop.entryPrice(), price);
    }

    /** In place of {@link ProtectiveStop#arm}: how high the price has been is forgotten. */
    public static void armWithoutPeak(ProtectiveStop stop, double entryPrice, double highest) {
        stop.arm(entryPrice, entryPrice);
    }

    /** In place of {@link Money#minus}: the whole amount once more. */
    public static Money whole(Money amount, Money done) {
        return amount;
    }

    /** In place of {@link Broker#cancel}: no answer is taken for the end of the order. */
    public static void endedWhenUnknown(Broker broker, Order order, Consumer<CancelReport> reply) {
        broker.cancel(
                order,
                report -> reply.accept(
                        report instanceof CancelReport.Unknown
                                ? cancelled(order).orElse(report)
                                : report));
    }

    private static Optional<CancelReport> cancelled(Order order) {
        return order.venueOrderId()
                .map(venueOrderId -> new CancelReport.Ended(new VenueOrder(
                        venueOrderId,
                        order.clientOrderId(),
                        order.intent().symbol(),
                        order.intent().side(),
                        OrderEvent.CANCELLED,
                        order.filled(),
                        order.intent().decidedAt())));
    }

    /** In place of what sales at work bind: nothing. */
    public static Quantity nothingBound(Object orders) {
        return Quantity.ZERO;
    }

    /** In place of {@link PositionExit#sell}: sells, whether a sale is at work or not. */
    public static void sellToo(PositionExit exit, Purpose purpose, Price reference, Object guard) {
        exit.sell(purpose, reference);
        Book book = (Book) Fields.of(exit, "book");
        ExecuteTrade executeTrade = (ExecuteTrade) Fields.of(exit, "executeTrade");
        if (book.openedBy().isPresent() && book.hasWorking(Side.SELL)) {
            DecisionKey decision = book.openedBy().get();
            var _ = executeTrade.execute(new OrderIntent(
                    ClientOrderId.of(decision, purpose, book.nextAttempt(decision, purpose)),
                    decision,
                    purpose,
                    OrderTerms.market(book.symbol(), Side.SELL, new OrderSize.OfBase(book.sellable())),
                    reference,
                    Optional.empty(),
                    ((BotPorts) Fields.of(exit, "ports")).scheduler().instant()));
        }
    }

    /** In place of counting: orders that have ended do not count. */
    public static int countOfWorking(
            Map<ClientOrderId, ?> orders, DecisionKey decision, Purpose purpose, Object booked) {
        return 0;
    }

    /** In place of {@link Instant#plus}: adds nothing for what shows late. */
    public static Instant withoutMargin(Instant at, TemporalAmount amount) {
        return amount.equals(Duration.ofMinutes(1)) ? at : at.plus(amount);
    }

    /** In place of {@link Broker#cancel}: what is not open has ended as it is known. */
    public static void endedWhenNotOpen(Broker broker, Order order, Consumer<CancelReport> reply) {
        broker.cancel(
                order,
                report -> reply.accept(
                        report instanceof CancelReport.NotOpen
                                ? cancelled(order).orElse(report)
                                : report));
    }

    /** In place of a denial: a rule that fails has nothing against it. */
    public static RiskVerdict allowed(Object manager, int index, String how) {
        return RiskVerdict.allowed();
    }

    /** In place of {@link ClientOrderId#of}: a number that nobody counts. */
    public static ClientOrderId madeUp(DecisionKey decision, Purpose purpose, int attempt) {
        return ClientOrderId.of(decision, purpose, attempt + 900);
    }

    /** In place of {@link SignalPipeline#onCandle}: acts on it as on a new one. */
    @SuppressWarnings("unchecked")
    public static Decision decideLate(SignalPipeline pipeline, ClosedCandle candle, Object intake) {
        ((Consumer<ClosedCandle>) Fields.of(intake, "decide")).accept(candle);
        return new Decision(Signal.HOLD, Decision.Reason.NO_OPINION);
    }

    /** In place of {@link Scheduler#after}: hardly waits. */
    public static Subscription atOnce(Scheduler scheduler, Duration delay, Runnable task) {
        return scheduler.after(Duration.ofMillis(50), task);
    }

    /** In place of {@link Book#restingStop}: none is seen. */
    public static Optional<Order> noRestingStop(Book book) {
        return Optional.empty();
    }

    /** In place of {@link Price#roundedTo}: down to the tick below. */
    public static Price roundedDown(Price price, BigDecimal tick, RoundingMode up) {
        Price down = price.roundedTo(tick, RoundingMode.FLOOR);
        return down.equals(price) ? new Price(price.value().subtract(tick)) : down;
    }
}
