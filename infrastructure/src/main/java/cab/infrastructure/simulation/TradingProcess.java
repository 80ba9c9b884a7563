package cab.infrastructure.simulation;

import cab.application.event.Event;
import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.execution.Book;
import cab.application.execution.CapitalPool;
import cab.application.port.BotPorts;
import cab.application.port.Mailbox;
import cab.application.port.Subscription;
import cab.application.trading.CommandOutcome;
import cab.application.trading.DirectFeed;
import cab.application.trading.OrchestratorState;
import cab.application.trading.OrchestratorStatus;
import cab.application.trading.Phase;
import cab.application.trading.TradingCycle;
import cab.application.trading.TradingState;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderStatus;
import cab.domain.order.Side;
import cab.infrastructure.time.InlineMailbox;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One life of the program: a cycle for each symbol over what the journals remember. When it dies, nothing of it runs or
 * hears any more; what it has sent arrives all the same. Owned by one thread.
 */
final class TradingProcess {

    private static final int MAILBOX_CAPACITY = 10_000;

    /** Timers, messages and requests that may be under way; more is a leak. */
    private static final int UNDERWAY_MAX = 5_000;

    /** Prices that are older protect nothing. */
    private static final long FRESH_MS = Duration.ofMinutes(12).toMillis();

    /** A candle that was delivered is looked at by then, however long it takes to read what was lost before. */
    private static final long CYCLE_MAX_MS = Duration.ofMinutes(30).toMillis();

    /** A symbol as this life trades it. */
    private static final class Seat {

        private final TradedSymbol traded;
        private final TradingCycle cycle;
        private final ProcessBroker broker;
        private final SimulatedDisk disk;
        private final Subscription feed;
        private final DecisionParts parts;
        private final Set<String> commands = new HashSet<>();
        private boolean stopped;
        private long behindSinceMs = -1;

        private Seat(
                TradedSymbol traded,
                TradingCycle cycle,
                ProcessBroker broker,
                SimulatedDisk disk,
                Subscription feed,
                DecisionParts parts) {
            this.traded = traded;
            this.cycle = cycle;
            this.broker = broker;
            this.disk = disk;
            this.feed = feed;
            this.parts = parts;
            this.stopped = traded.invariants().isStopHeld();
        }
    }

    private final SimulatedWorld world;
    private final int life;
    private final Runnable died;
    private final CapitalPool capital = new CapitalPool(SimulatedWorld.USDT);
    private final ProcessMarket market;
    private final List<Seat> seats = new ArrayList<>();
    private boolean alive = true;

    /**
     * A new life.
     *
     * @param life its number
     * @param died called when it dies of itself
     */
    TradingProcess(SimulatedWorld world, int life, Runnable died) {
        this.world = world;
        this.life = life;
        this.died = died;
        this.market = new ProcessMarket(world.market(), world, this);
    }

    void start() {
        tell("the process starts");
        for (TradedSymbol traded : world.symbols()) {
            if (!alive) {
                return;
            }
            seats.add(seat(traded));
        }
        for (Seat seat : List.copyOf(seats)) {
            seat.cycle.start(() -> tell(seat.traded.bot() + " is ready"));
        }
    }

    private Seat seat(TradedSymbol traded) {
        SimulatedDisk disk = new SimulatedDisk(traded, world, this);
        ProcessBroker broker = new ProcessBroker(world.broker(), this, new Watch(traded));
        Mailbox mailbox = new MortalMailbox();
        traded.invariants().restarted();
        DecisionParts parts = world.parts(traded);
        FailingBus bus = new FailingBus();
        var _ = bus.subscribe("listener", event -> heard(traded, event));
        TradingCycle cycle = new TradingCycle(
                traded.bot(),
                traded.instrument().symbol(),
                world.settings(),
                parts.rules(),
                new BotPorts(broker, market, disk, bus, world.botClock(), world.clock(), mailbox),
                capital,
                (fee, quote) -> Optional.empty(),
                disk.load(traded.bot()));
        Subscription feed = market.subscribe(
                traded.instrument().symbol(), SimulatedWorld.TIMEFRAME, new DirectFeed(mailbox, cycle));
        return new Seat(traded, cycle, broker, disk, feed, parts);
    }

    /** A listener of events: it hears of stops, and now and then it fails. */
    private void heard(TradedSymbol traded, Event event) {
        if (event.payload() instanceof EventPayload.Reconciled reconciled) {
            traded.invariants().compared(reconciled.consistent());
        }
        if (event.topic().equals(Topic.TRADE_FAILED)) {
            tell(traded.bot() + " " + event.payload());
        }
        if (world.faults().draw(FaultClass.OPERATOR, 50).bites()) {
            world.faults().inject(FaultClass.OPERATOR);
            throw new IllegalStateException("a listener that fails");
        }
    }

    private Seat seatOf(TradedSymbol traded) {
        return seats.stream()
                .filter(seat -> seat.traded.bot().equals(traded.bot()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(traded.bot() + " is not traded"));
    }

    boolean isAlive() {
        return alive;
    }

    /** Whether it dies here; and if so, it is dead. */
    boolean diesAtHook(String where) {
        if (alive && world.faults().drawAndInject(FaultClass.CRASH).bites()) {
            tell("dies " + where);
            die();
            died.run();
        }
        return !alive;
    }

    /** Ends it as a kill would. */
    void die() {
        tell("the process dies");
        alive = false;
        seats.forEach(seat -> {
            seat.feed.close();
            seat.broker.disconnect();
        });
    }

    /** The streams are there again after an outage. */
    void restored() {
        if (alive) {
            seats.forEach(seat -> seat.broker.restored());
        }
    }

    /** An operator's command, under a name of its own, to the symbol of that number. */
    void command(OperatorCommand command, int symbol, String actor) {
        if (!alive || symbol >= seats.size()) {
            return;
        }
        Seat seat = seats.get(symbol);
        tell(actor + " says " + command + " to " + seat.traded.bot());
        world.faults().inject(FaultClass.OPERATOR);
        Consumer<CommandOutcome> audited = outcome -> {
            if (outcome instanceof CommandOutcome.Done) {
                seat.commands.add(actor);
            }
        };
        switch (command) {
            case PAUSE -> seat.cycle.pause(actor, "by chance", audited);
            case RESUME -> seat.cycle.resume(actor, audited);
            case START -> start(seat, actor);
            case STOP -> seat.cycle.stop(actor, "by chance", outcome -> stopped(seat, audited, outcome));
            case EMERGENCY -> seat.cycle.emergency(actor, "by chance", outcome -> stopped(seat, audited, outcome));
            case RECONCILE -> seat.cycle.reconcile();
        }
        seat.stopped = seat.stopped || command == OperatorCommand.STOP || command == OperatorCommand.EMERGENCY;
    }

    private static void stopped(Seat seat, Consumer<CommandOutcome> audited, CommandOutcome outcome) {
        audited.accept(outcome);
        if (outcome instanceof CommandOutcome.Done && seat.stopped) {
            seat.traded.invariants().stopHolds(true);
        }
    }

    private static void start(Seat seat, String actor) {
        // From now on it may be written that it runs, whatever comes of the answer.
        seat.traded.invariants().stopHolds(false);
        seat.cycle.startAgain(actor, outcome -> {
            if (outcome instanceof CommandOutcome.Done) {
                seat.commands.add(actor);
                seat.stopped = false;
            }
        });
    }

    /** An operator lets everything run again. */
    void letRun() {
        for (Seat seat : seats) {
            start(seat, "operator");
            seat.cycle.resume("operator", outcome -> {});
        }
    }

    /** A trade far below all stops, while a sale is under way. */
    void spike(TradedSymbol traded) {
        traded.truth()
                .lastFill()
                .ifPresent(price ->
                        market.print(traded.instrument().symbol(), price.value().doubleValue() * 0.9));
    }

    /** Looks at every symbol after a step. */
    void check() {
        if (seats.size() < world.symbols().size()) {
            unprotected();
            return;
        }
        long nowMs = world.clock().millis();
        boolean able = !world.connection().isCutOff();
        for (Seat seat : seats) {
            Invariants invariants = seat.traded.invariants();
            Book book = seat.cycle.book();
            boolean fresh = lastPriceMs(seat)
                    >= world.venue().lastTradedMs(seat.traded.instrument().symbol()) - FRESH_MS;
            boolean guarded =
                    (book.stop().isArmed() && fresh) || book.hasWorking(Side.SELL) || invariants.hasStopAtExchange();
            seat.traded.protection().holds(world.instrument(seat.traded), book.hasPosition());
            seat.traded
                    .protection()
                    .observe(
                            world.instrument(seat.traded),
                            guarded,
                            able && world.isListed(seat.traded),
                            nowMs,
                            invariants);
            Phase phase = seat.cycle.phase();
            boolean sells = phase == Phase.EXITING || isStarting(phase);
            // A price of long ago is none to sell by.
            invariants.armed(book, seat.cycle.lastPrice().filter(price -> fresh), sells, nowMs);
            invariants.clockShows(world.botClock().millis());
            if (isReconciled(seat)) {
                invariants.book(book, life);
            }
            iterates(seat, nowMs);
        }
        seats.getFirst()
                .traded
                .invariants()
                .require(
                        world.clock().waiting() <= UNDERWAY_MAX,
                        Invariant.BOUNDED,
                        () -> world.clock().waiting() + " tasks wait");
    }

    private long lastPriceMs(Seat seat) {
        return Math.max(
                market.lastDeliveredMs(seat.traded.instrument().symbol()),
                market.lastAskedMs(seat.traded.instrument().symbol()));
    }

    /** While the program is down, nothing is armed. */
    void unprotected() {
        for (TradedSymbol traded : world.symbols()) {
            traded.protection()
                    .observe(
                            world.instrument(traded),
                            traded.invariants().hasStopAtExchange(),
                            false,
                            world.clock().millis(),
                            traded.invariants());
        }
    }

    private static boolean isReconciled(Seat seat) {
        return seat.cycle.phase() != Phase.RECONCILING && seat.cycle.phase() != Phase.IDLE;
    }

    /** What was delivered is looked at: 23 and 24. */
    private void iterates(Seat seat, long nowMs) {
        long deliveredMs = market.lastCandleMs(seat.traded.instrument().symbol());
        boolean behind = !isStarting(seat.cycle.phase())
                && seat.cycle.lastCandleMs() < deliveredMs
                && !world.connection().isCutOff();
        if (!behind) {
            seat.behindSinceMs = -1;
        } else if (seat.behindSinceMs < 0) {
            seat.behindSinceMs = nowMs;
        }
        seat.traded
                .invariants()
                .require(
                        seat.behindSinceMs < 0 || nowMs - seat.behindSinceMs <= CYCLE_MAX_MS,
                        Invariant.LOOPS_ITERATE,
                        () -> "has not looked at the candle of " + Instant.ofEpochMilli(deliveredMs));
    }

    /** Whether all has come to rest: nothing is at work, and what is held is held for a cause. */
    boolean isAtRest() {
        return alive && seats.size() == world.symbols().size() && seats.stream().allMatch(this::isAtRest);
    }

    /** Whether the bots may spend what is free at the exchange, to the last digit. */
    boolean knowsItsMoney() {
        return capital.isExact()
                && capital.available().equals(world.balance(SimulatedWorld.USDT).free());
    }

    private boolean isAtRest(Seat seat) {
        OrchestratorStatus status = seat.cycle.status();
        if (seat.disk.isPending() || isStarting(status.phase())) {
            return false;
        }
        if (isMissingCoins(seat)) {
            return !seat.cycle.book().isBusy() && !status.pauseReasons().isEmpty();
        }
        boolean limited = status.pauseReasons().stream().allMatch(reason -> reason.startsWith("safety_"));
        boolean runs = status.state() == OrchestratorState.RUNNING && status.tradingState() == TradingState.ACTIVE;
        return !seat.cycle.book().isBusy()
                && status.phase() != Phase.EXITING
                && limited
                && (runs || !status.pauseReasons().isEmpty());
    }

    /** Whether coins of ours are gone by the hand of others: nobody can explain that, and it must be told. */
    private boolean isMissingCoins(Seat seat) {
        BigDecimal missing = seat.traded.truth().others().negate();
        return missing.compareTo(world.instrument(seat.traded).quantityStep()) >= 0;
    }

    private static boolean isStarting(Phase phase) {
        return phase == Phase.IDLE || phase == Phase.RECONCILING || phase == Phase.WARMING_UP;
    }

    /** What keeps it from rest, in words. */
    String restless() {
        StringBuilder words = new StringBuilder("alive: " + alive)
                .append("; the pool has ")
                .append(capital.available())
                .append(", exact ")
                .append(capital.isExact())
                .append(", the exchange ")
                .append(world.balance(SimulatedWorld.USDT).free());
        for (Seat seat : seats) {
            OrchestratorStatus status = seat.cycle.status();
            words.append("; ")
                    .append(seat.traded.bot())
                    .append(' ')
                    .append(status.state())
                    .append(' ')
                    .append(status.phase())
                    .append(' ')
                    .append(status.tradingState())
                    .append(' ')
                    .append(status.pauseReasons())
                    .append(" others ")
                    .append(seat.traded.truth().others())
                    .append(' ')
                    .append(seat.cycle.book().working());
        }
        return words.toString();
    }

    /** Compares every book with exchange and journal, once all is at rest: 5, 8, 36 and 40. */
    void compare(Invariant position) {
        for (Seat seat : seats) {
            Invariants invariants = seat.traded.invariants();
            Truth truth = seat.traded.truth();
            Book book = seat.cycle.book();
            invariants.require(
                    book.position().quantity().value().compareTo(truth.ours()) == 0,
                    position,
                    () -> "the book holds " + book.position() + ", the exchange " + truth.ours());
            invariants.filledWithinQuantity();
            for (String actor : seat.commands) {
                invariants.require(
                        invariants.isAudited(actor),
                        Invariant.COMMANDS_AUDITED,
                        () -> "the command of " + actor + " was not written down");
            }
            seat.cycle
                    .lastPrice()
                    .ifPresent(price -> invariants.slotIsFree(book, price, world.instrument(seat.traded)));
            replayed(seat);
        }
    }

    private void replayed(Seat seat) {
        Book book = seat.cycle.book();
        Book replay = new Book(
                seat.traded.bot(),
                seat.traded.instrument().symbol(),
                () -> world.instrument(seat.traded),
                world.settings().protection(),
                seat.traded.journal().load(seat.traded.bot()));
        // What an unsure disk has written of an entry that was given up is in doubt until the next start.
        seat.traded
                .invariants()
                .require(
                        replay.position().quantity().equals(book.position().quantity())
                                && replay.openedBy().equals(book.openedBy())
                                && replay.stop().isArmed() == book.stop().isArmed()
                                && replay.stop().entryPrice() == book.stop().entryPrice(),
                        Invariant.REPLAY_AGREES,
                        () -> "the journal makes it " + replay.position() + ", the book has " + book.position());
    }

    void tell(String line) {
        world.tell(line);
    }

    /** Looks at what passes between one symbol and the exchange. */
    private final class Watch implements ProcessBroker.Watch {

        private final TradedSymbol traded;

        private Watch(TradedSymbol traded) {
            this.traded = traded;
        }

        @Override
        public void leaves(OrderIntent intent) {
            Seat seat = seatOf(traded);
            traded.invariants()
                    .leaves(
                            intent,
                            new Invariants.Departure(
                                    world.instrument(traded),
                                    seat.cycle.book(),
                                    seat.cycle.phase(),
                                    seat.cycle.status().pauseReasons(),
                                    seat.stopped,
                                    intent.side() == Side.BUY ? seat.parts.takeAllowed() : Optional.empty(),
                                    seat.disk.isInTrouble(),
                                    world.balance(SimulatedWorld.USDT).free().plus(world.notKnownYet()),
                                    world.areRulesNew(traded) || !world.isListed(traded),
                                    life,
                                    world.clock().millis()));
            if (intent.side() == Side.SELL) {
                spikeSoon();
            }
        }

        private void spikeSoon() {
            Lot lot = world.faults().drawAndInject(FaultClass.STOP_TROUBLE);
            if (lot.bites()) {
                long afterMs = lot.span(Duration.ofSeconds(3), 1).toMillis();
                var _ = world.clock().atMs(world.clock().millis() + afterMs, () -> spike(traded));
            }
        }

        @Override
        public void cancels(Order order) {
            traded.invariants().cancels(order);
        }

        /** Whether it works no more without evidence; what was listed before the answer came may have been booked. */
        private boolean isTakenForGone(Book book, ClientOrderId name) {
            Truth truth = traded.truth();
            boolean evident = book.order(name)
                    .filter(order -> order.status() != OrderStatus.REJECTED)
                    .filter(order -> order.filled().value().compareTo(truth.filledOf(name)) == 0)
                    .isPresent();
            return !book.isWorking(name) && (truth.isOpen(name) || !evident);
        }

        @Override
        public void saysNothing(Runnable answer) {
            Seat seat = seatOf(traded);
            Book book = seat.cycle.book();
            // At the end of a start, what has been heard meanwhile is taken together with the last answer.
            boolean starting = isStarting(seat.cycle.phase());
            List<Order> working = book.working();
            answer.run();
            // Steps of its own may follow; what must not is that an order is taken for gone.
            boolean lost = working.stream().anyMatch(order -> isTakenForGone(book, order.clientOrderId()));
            traded.invariants()
                    .require(
                            starting || !lost,
                            Invariant.NOTHING_PROVES_NOTHING,
                            () -> "an answer that says nothing made " + working + " into " + book.working());
        }

        @Override
        public Instant trueTimeOf(Instant shown) {
            return world.botClock().trueTimeOf(shown);
        }
    }

    /** The mailbox of a life: what comes behind its end is dropped. */
    private final class MortalMailbox implements Mailbox {

        private final InlineMailbox living = new InlineMailbox(MAILBOX_CAPACITY);

        @Override
        public boolean offer(Runnable message) {
            return !alive || living.offer(() -> handle(message));
        }

        @Override
        public void answer(Runnable reply) {
            if (alive) {
                living.answer(() -> handle(reply));
            }
        }

        private void handle(Runnable message) {
            if (alive) {
                message.run();
            }
        }
    }
}
