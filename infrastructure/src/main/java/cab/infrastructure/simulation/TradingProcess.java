package cab.infrastructure.simulation;

import cab.application.event.EventPayload;
import cab.application.execution.CapitalPool;
import cab.application.port.BotPorts;
import cab.application.port.EventBus;
import cab.application.port.Mailbox;
import cab.application.port.Subscription;
import cab.application.trading.DirectFeed;
import cab.application.trading.OrchestratorStatus;
import cab.application.trading.Phase;
import cab.application.trading.TradingCycle;
import cab.domain.money.Money;
import cab.infrastructure.bus.DirectEventBus;
import cab.infrastructure.time.InlineMailbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One life of the program: a cycle for each symbol over what the journals remember. When it dies, nothing of it runs or
 * hears any more; what it has sent arrives all the same. Owned by one thread.
 */
final class TradingProcess {

    private static final int MAILBOX_CAPACITY = 10_000;

    /** A symbol as this life trades it. */
    private record Seat(
            TradedSymbol traded, TradingCycle cycle, ProcessBroker broker, SimulatedDisk disk, Subscription feed) {}

    private final SimulatedWorld world;
    private final Runnable died;
    private final CapitalPool capital = new CapitalPool(SimulatedWorld.USDT);
    private final List<Seat> seats = new ArrayList<>();
    private boolean alive = true;

    /**
     * A new life.
     *
     * @param died called when it dies of itself
     */
    TradingProcess(SimulatedWorld world, Runnable died) {
        this.world = world;
        this.died = died;
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
        SimulatedDisk disk =
                new SimulatedDisk(traded.journal(), traded.invariants(), world.faults(), this, world.clock());
        ProcessBroker broker = new ProcessBroker(
                world.broker(),
                this,
                intent -> {
                    Seat seat = seatOf(traded);
                    traded.invariants()
                            .leaves(
                                    intent,
                                    seat.cycle.book(),
                                    seat.cycle.status().pauseReasons(),
                                    disk.isInTrouble(),
                                    world.freeQuote(),
                                    world.clock().millis());
                    return true;
                },
                traded.invariants()::cancels);
        Mailbox mailbox = new MortalMailbox();
        traded.invariants().restarted();
        EventBus events = new DirectEventBus();
        var _ = events.subscribe("invariants", event -> {
            if (event.payload() instanceof EventPayload.Reconciled reconciled) {
                traded.invariants().compared(reconciled.consistent());
            }
        });
        TradingCycle cycle = new TradingCycle(
                traded.bot(),
                traded.instrument().symbol(),
                world.settings(),
                world.rules(traded.instrument().symbol()),
                new BotPorts(broker, world.market(), disk, events, world.clock(), world.clock(), mailbox),
                capital,
                (fee, quote) -> Optional.empty(),
                disk.load(traded.bot()));
        Subscription feed = world.market()
                .subscribe(traded.instrument().symbol(), SimulatedWorld.TIMEFRAME, new DirectFeed(mailbox, cycle));
        return new Seat(traded, cycle, broker, disk, feed);
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
        if (alive && world.faults().happens(FaultClass.CRASH_AT_HOOK)) {
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
        seats.forEach(seat -> seat.broker.restored());
    }

    /** Looks at every symbol after a step. */
    void check(boolean outage) {
        for (Seat seat : seats) {
            Invariants invariants = seat.traded.invariants();
            boolean guarded = seat.cycle.book().stop().isArmed();
            invariants.protection(guarded && alive, outage, world.clock().millis());
            OrchestratorStatus status = seat.cycle.status();
            boolean sells = status.phase() == Phase.EXITING || isStarting(status.phase());
            invariants.armed(
                    seat.cycle.book(), status.lastPrice(), sells, world.clock().millis());
            if (status.phase() != Phase.RECONCILING) {
                invariants.tracked(seat.cycle.book());
            }
        }
    }

    /** Whether all has come to rest: nothing is at work, nothing is held. */
    boolean isAtRest() {
        return alive
                && seats.size() == world.symbols().size()
                && seats.stream()
                        .allMatch(seat -> !seat.cycle.book().isBusy()
                                && seat.cycle.status().pauseReasons().isEmpty()
                                && !seat.disk.isInTrouble()
                                && seat.cycle.status().phase() != Phase.EXITING
                                && !isStarting(seat.cycle.status().phase()));
    }

    private static boolean isStarting(Phase phase) {
        return phase == Phase.IDLE || phase == Phase.RECONCILING || phase == Phase.WARMING_UP;
    }

    /** What keeps it from rest, in words. */
    String restless() {
        StringBuilder words = new StringBuilder("alive: " + alive);
        for (Seat seat : seats) {
            words.append("; ")
                    .append(seat.traded.bot())
                    .append(' ')
                    .append(seat.cycle.status().phase())
                    .append(' ')
                    .append(seat.cycle.status().pauseReasons())
                    .append(' ')
                    .append(seat.cycle.book().working());
        }
        return words.toString();
    }

    /** Compares every book with the exchange, once all is at rest: 5 and 8. */
    void compare(Invariant position) {
        for (Seat seat : seats) {
            Invariants invariants = seat.traded.invariants();
            Truth truth = seat.traded.truth();
            invariants.require(
                    seat.cycle.book().position().quantity().value().compareTo(truth.ours()) == 0,
                    position,
                    "the book holds " + seat.cycle.book().position() + ", the exchange " + truth.ours());
            Money free = world.freeQuote();
            invariants.require(
                    capital.available().amount().compareTo(free.amount()) == 0,
                    position,
                    "the pool has " + capital.available() + ", the exchange " + free);
            invariants.filledWithinQuantity();
            seat.cycle.status().lastPrice().ifPresent(price -> invariants.slotIsFree(seat.cycle.book(), price));
        }
    }

    void tell(String line) {
        world.tell(line);
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
