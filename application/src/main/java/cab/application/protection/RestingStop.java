package cab.application.protection;

import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.execution.Book;
import cab.application.execution.Bookkeeper;
import cab.application.execution.BotEvents;
import cab.application.execution.ExecuteTrade;
import cab.application.execution.TradeOutcome;
import cab.application.port.BotPorts;
import cab.application.port.PlacementReport;
import cab.application.port.Subscription;
import cab.application.settlement.Settlement;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderStatus;
import cab.domain.order.OrderTerms;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.protection.ProtectiveStop;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a stop order at the exchange for the open position, so that it is protected while the program is not there.
 *
 * <p>Guarantees:
 *
 * <ol>
 *   <li>At most one stop works at a time. It is placed like every order: its intent is durable first, and it is never
 *       sent twice.
 *   <li>A stop is replaced only after evidence that the one before has ended and that all its fills are booked. In
 *       between, the program watches the level, as it always does.
 *   <li>While the position is being sold, no stop is placed, and what works of one is ended first.
 *   <li>The trigger is the level rounded up to the tick: never looser than what the program watches.
 *   <li>A refusal never causes a sale, unless it says that the trigger has been reached.
 *   <li>Placements are bounded in rate and number; a sale always has attempts left.
 * </ol>
 *
 * <p>Owned by one thread.
 */
public final class RestingStop {

    /** Attempts of a position that stops may use; what is beyond is kept for sales. */
    static final int STOPS_MAX = 1_000;

    /** In the market's time: how long an entry is given to be filled whole before a part of it gets a stop. */
    static final Duration ENTRY_WAIT = Duration.ofSeconds(5);

    /** In the program's time, because an answer is waited for: how long the exchange has to fire by itself. */
    static final Duration GRACE = Duration.ofSeconds(5);

    /** In the program's time, because requests cost: the least between two placements, doubled by each refusal. */
    static final Duration PAUSE_FIRST = Duration.ofSeconds(30);

    static final Duration PAUSE_MAX = Duration.ofHours(1);

    /** In the market's time: a stop that has rested for so long was no failure, however it ended. */
    static final Duration SOUND_AFTER = Duration.ofMinutes(10);

    /** The most that a stop is replaced before it expires; a tenth of its lifetime when that is less. */
    static final Duration EXPIRY_MARGIN_MAX = Duration.ofHours(1);

    /** Digits of a level that are looked at: what is beyond them comes of computing in double. */
    private static final MathContext LEVEL_DIGITS = new MathContext(12);

    /** The code of the notice that a stop rests at the exchange; other codes tell that none does. */
    public static final String PLACED = "stop_placed";

    private static final String WITHDRAWN = "withdrawn";

    private final Book book;
    private final Bookkeeper bookkeeper;
    private final ExecuteTrade executeTrade;
    private final Settlement settlement;
    private final BotEvents events;
    private final BotPorts ports;
    private final boolean atExchange;
    private final double replaceFactor;
    private final ProtectiveStop level;
    private final Alarm marketAlarm;
    private final Alarm processAlarm;
    private Consumer<Price> reachedListener = price -> {};
    private boolean standingDown = true;
    private boolean closed;
    private Instant notBefore = Instant.MIN;
    private Duration pause = PAUSE_FIRST;
    private boolean told;
    private boolean announced;
    private @Nullable Instant entryWaitUntil;
    private @Nullable ClientOrderId ended;
    private double replaceFrom = Double.POSITIVE_INFINITY;
    private @Nullable ClientOrderId firing;
    private boolean graceOver;
    private Subscription grace = () -> {};

    /** A keeper that does nothing before it is told to {@link #standUp}. */
    public RestingStop(
            Book book,
            Bookkeeper bookkeeper,
            ExecuteTrade executeTrade,
            Settlement settlement,
            BotEvents events,
            BotPorts ports,
            StopPolicy policy) {
        this.book = book;
        this.bookkeeper = bookkeeper;
        this.executeTrade = executeTrade;
        this.settlement = settlement;
        this.events = events;
        this.ports = ports;
        this.atExchange = policy.atExchange() && ports.broker().capabilities().stopOrders();
        this.replaceFactor = 1 + policy.replaceStep().fraction().doubleValue();
        this.level = book.stop();
        this.marketAlarm = new Alarm(ports, ports.scheduler(), this::review);
        this.processAlarm = new Alarm(ports, ports.processTime(), this::review);
    }

    /** Calls {@code listener} when the exchange refuses a stop because the market is at its trigger or below. */
    public void onReached(Consumer<Price> listener) {
        reachedListener = listener;
    }

    /** Whether the stop of {@code intent} is still wanted at the moment it would leave. */
    public boolean isStillWanted(OrderIntent intent) {
        return !standingDown
                && !closed
                && isWanted()
                && book.openedBy().filter(intent.decision()::equals).isPresent()
                && intent.terms().size() instanceof OrderSize.OfBase(Quantity quantity)
                && held().isAtLeast(quantity);
    }

    /** Looks whether the stop that there is, or that there is none, is right, and does the next step if not. */
    public void review() {
        if (standingDown || closed) {
            return;
        }
        Optional<Order> stop = book.restingStop();
        if (stop.isPresent()) {
            compare(stop.get());
        } else if (isWanted()) {
            place();
        } else {
            forget();
        }
    }

    /** The level may have risen: looks whether the stop has to follow. */
    public void levelRose() {
        if (level.level() >= replaceFrom) {
            review();
        }
    }

    private boolean isWanted() {
        return atExchange && book.hasPosition() && level.level() > 0;
    }

    private Quantity held() {
        return book.instrument().floor(book.position().quantity());
    }

    private void compare(Order stop) {
        replaceFrom = Double.POSITIVE_INFINITY;
        if (!stop.restsUntouched()) {
            return;
        }
        calmIfSound(stop);
        announce(stop);
        Quantity sells = stop.leaves().orElseThrow();
        // More than is held must not be sold; that it would be is no question of pace.
        if (!isWanted() || !held().isAtLeast(sells)) {
            end(stop);
            return;
        }
        double risen = trigger(stop).value().doubleValue() * replaceFactor;
        boolean outdated = level.level() >= risen || !sells.isAtLeast(held()) || isExpiring(stop);
        if (!outdated) {
            replaceFrom = risen;
        } else if (isPaced()) {
            end(stop);
        }
    }

    /** Whether the pause between two placements is over; if not, {@link #review} comes back when it is. */
    private boolean isPaced() {
        boolean over = !ports.processTime().instant().isBefore(notBefore);
        if (!over) {
            processAlarm.at(notBefore);
        }
        return over;
    }

    private boolean isExpiring(Order stop) {
        Duration lifetime = ports.broker().capabilities().stopLifetime();
        if (lifetime.isZero()) {
            return false;
        }
        Duration tenth = lifetime.dividedBy(10);
        Duration margin = tenth.compareTo(EXPIRY_MARGIN_MAX) < 0 ? tenth : EXPIRY_MARGIN_MAX;
        Instant due = stop.intent().decidedAt().plus(lifetime).minus(margin);
        boolean expiring = !ports.scheduler().instant().isBefore(due);
        if (!expiring) {
            marketAlarm.at(due);
        }
        return expiring;
    }

    private void place() {
        replaceFrom = Double.POSITIVE_INFINITY;
        if (book.hasWorking(Side.SELL) || isWaitingForEntry() || !isPaced()) {
            return;
        }
        DecisionKey position = book.openedBy().orElseThrow();
        int attempt = book.nextAttempt(position, Purpose.PROTECTION);
        if (attempt >= STOPS_MAX) {
            tellOnce(
                    "stops_exhausted",
                    "no stop of this position is placed at the exchange any more; its level is watched");
            return;
        }
        Price trigger = triggerOf(level.level());
        Quantity quantity = book.sellable();
        if (!quantity.isPositive()) {
            // Less than a step is held: it can be neither sold nor protected.
            return;
        }
        notBefore = ports.processTime().instant().plus(PAUSE_FIRST);
        OrderIntent intent = new OrderIntent(
                ClientOrderId.of(position, Purpose.PROTECTION, attempt),
                position,
                Purpose.PROTECTION,
                OrderTerms.stop(book.symbol(), Side.SELL, new OrderSize.OfBase(quantity), trigger),
                trigger,
                Optional.empty(),
                ports.scheduler().instant());
        switch (executeTrade.execute(intent)) {
            case TradeOutcome.Underway underway -> {}
            case TradeOutcome.Denied(String code, String reason) -> refusedFor(code, reason);
            case TradeOutcome.AlreadyKnown(var clientOrderId) ->
                throw new IllegalStateException("stop " + clientOrderId + " has been placed before");
        }
    }

    /** A purchase that is still being filled gets its stop once it is whole, or a few seconds after its first fill. */
    private boolean isWaitingForEntry() {
        if (!book.hasWorking(Side.BUY)) {
            return false;
        }
        Instant now = ports.scheduler().instant();
        if (entryWaitUntil == null) {
            entryWaitUntil = now.plus(ENTRY_WAIT);
        }
        boolean waiting = now.isBefore(entryWaitUntil);
        if (waiting) {
            marketAlarm.at(entryWaitUntil);
        }
        return waiting;
    }

    private Price triggerOf(double price) {
        return new Price(new BigDecimal(price, LEVEL_DIGITS))
                .roundedTo(book.instrument().priceTick(), RoundingMode.CEILING);
    }

    private static Price trigger(Order stop) {
        return stop.intent().terms().trigger().orElseThrow();
    }

    private void end(Order stop) {
        ended = stop.clientOrderId();
        settlement.abandon(stop);
    }

    /** There is no position: the next begins anew. */
    private void forget() {
        marketAlarm.clear();
        processAlarm.clear();
        notBefore = Instant.MIN;
        pause = PAUSE_FIRST;
        told = false;
        announced = false;
        entryWaitUntil = null;
        replaceFrom = Double.POSITIVE_INFINITY;
    }

    /**
     * The position is to be sold: ends what works of a stop and places none until {@link #standUp}. A stop that has
     * fired is left to its end, because it is a sale.
     *
     * @return whether no stop is in the way of a sale; else it is on its way out, and its end will be told
     */
    boolean standDown() {
        standingDown = true;
        marketAlarm.clear();
        processAlarm.clear();
        Optional<Order> working = book.restingStop();
        if (working.isEmpty()) {
            return true;
        }
        Order stop = working.get();
        if (!stop.hasFired()) {
            switch (stop.status()) {
                case INTENDED ->
                    bookkeeper.rejected(stop.clientOrderId(), WITHDRAWN, "the position is being sold at the market");
                case SENDING, UNKNOWN, OPEN -> end(stop);
                case CANCEL_SENT, PARTIALLY_FILLED, FILLED, CANCELLED, EXPIRED, REJECTED -> {}
            }
        }
        return false;
    }

    /** Nothing is being sold: stops are kept from the next {@link #review} on. */
    public void standUp() {
        standingDown = false;
    }

    /**
     * Whether a stop rests at the exchange that fires at {@code price} by itself. It is given a short while for it.
     *
     * @param late done when it has not fired by then; asked again, the answer is no
     */
    public boolean isFiring(double price, Runnable late) {
        Optional<Order> stop = book.restingStop().filter(Order::restsUntouched);
        if (stop.isEmpty() || price > trigger(stop.get()).value().doubleValue()) {
            return false;
        }
        ClientOrderId clientOrderId = stop.get().clientOrderId();
        if (!clientOrderId.equals(firing)) {
            grace.close();
            firing = clientOrderId;
            graceOver = false;
            grace = ports.processTime().after(GRACE, () -> ports.mailbox().answer(() -> endGrace(clientOrderId, late)));
        }
        return !graceOver;
    }

    private void endGrace(ClientOrderId clientOrderId, Runnable late) {
        if (!closed && clientOrderId.equals(firing)) {
            graceOver = true;
            late.run();
        }
    }

    /** An order was refused; see {@link Bookkeeper.RefusalListener}. */
    public void refused(Order order, String code, String reason) {
        // What was withdrawn or lost on its way was refused by nobody.
        if (!order.intent().isStop() || code.equals(WITHDRAWN) || code.equals(Settlement.NOT_PLACED)) {
            return;
        }
        if (code.equals(PlacementReport.Rejected.TRIGGER_REACHED)) {
            reachedListener.accept(trigger(order));
        } else {
            refusedFor(code, reason);
        }
    }

    private void refusedFor(String code, String reason) {
        slowDown();
        tellOnce(
                "stop_refused",
                "the exchange holds no stop, its level is watched by the program: " + code + ", " + reason);
    }

    private void slowDown() {
        notBefore = ports.processTime().instant().plus(pause);
        pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
        if (!standingDown && !closed) {
            processAlarm.at(notBefore);
        }
    }

    /** A stop has come to its end. What was not asked for slows down, so that no exchange is flooded with stops. */
    public void settled(Order stop) {
        ClientOrderId clientOrderId = stop.clientOrderId();
        if (clientOrderId.equals(firing)) {
            grace.close();
            firing = null;
        }
        boolean asked = clientOrderId.equals(ended);
        boolean endedByExchange = stop.status() == OrderStatus.CANCELLED || stop.status() == OrderStatus.EXPIRED;
        if (!asked && endedByExchange && !stop.hasFired()) {
            calmIfSound(stop);
            if (stop.status() == OrderStatus.CANCELLED) {
                slowDown();
            }
            tellOnce("stop_ended", "stop " + clientOrderId + " ended " + stop.status() + ", its level is watched");
        }
    }

    private void calmIfSound(Order stop) {
        Instant sound = stop.intent().decidedAt().plus(SOUND_AFTER);
        if (!ports.scheduler().instant().isBefore(sound)) {
            pause = PAUSE_FIRST;
            told = false;
        }
    }

    /** Tells of the first stop of a position, and of the first behind a trouble; those that replace it are no news. */
    private void announce(Order stop) {
        if (!announced) {
            announced = true;
            String text = "stop " + trigger(stop) + " for " + stop.leaves().orElseThrow() + " rests at the exchange";
            events.publish(Topic.PROTECTION_STOP, new EventPayload.Notice(PLACED, text));
        }
    }

    private void tellOnce(String code, String text) {
        if (!told) {
            told = true;
            announced = false;
            events.publish(Topic.PROTECTION_STOP, new EventPayload.Notice(code, text));
        }
    }

    /** The trigger of the stop that lives at the exchange, if one does. */
    public Optional<Price> triggerAtExchange() {
        return book.restingStop().filter(stop -> stop.status().isLive()).map(RestingStop::trigger);
    }

    /** Places and ends nothing any more. */
    public void close() {
        closed = true;
        marketAlarm.clear();
        processAlarm.clear();
        grace.close();
    }
}
