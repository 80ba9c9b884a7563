package cab.infrastructure.simulation;

import cab.infrastructure.exchange.simulated.CandlePlayer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One seed: the whole application for some days on virtual time, against an exchange, a disk and a process that fail,
 * with every {@link Invariant} checked after each step; then everything works again, and all must come to agree. The
 * same seed always takes the same course. Owned by one thread, for one run.
 */
public final class SimulationRun {

    private static final Duration REST_WITHIN = Duration.ofHours(6);

    /** Once nothing is at work, what is free must be known so soon: the balance is read a few times meanwhile. */
    private static final Duration MONEY_WITHIN = Duration.ofMinutes(15);

    private static final Duration LEAD = Duration.ofMinutes(20);
    private static final Duration DOWN_AT_MOST = Duration.ofHours(3);
    private static final Duration DIES_AGAIN_WITHIN = Duration.ofSeconds(20);

    private final SimulationScope scope;
    private final Story story;
    private final SimulatedWorld world;
    private final CandlePlayer player;
    private final WorldFaults worldFaults;
    private final MoneyWatch money;
    private final long startMs;
    private TradingProcess process;
    private int lives;
    private boolean restartScheduled;
    private long steps;
    private Optional<SimulationReport.Violation> fault = Optional.empty();

    /**
     * The run of {@code seed}.
     *
     * @param allowed fault classes that may be on; which of them are is drawn from the seed
     */
    public SimulationRun(long seed, Set<FaultClass> allowed) {
        this(SimulationScope.of(seed, allowed));
    }

    /** The run of a part of a seed. */
    public SimulationRun(SimulationScope scope) {
        this(scope, new Story());
    }

    /** A run that tells {@code listener} all that happens, line by line. */
    public SimulationRun(SimulationScope scope, Consumer<String> listener) {
        this(scope, new Story(listener));
    }

    private SimulationRun(SimulationScope scope, Story story) {
        this.scope = scope;
        this.story = story;
        this.world = new SimulatedWorld(scope, story);
        this.player = world.venue().player();
        this.worldFaults = new WorldFaults(world, () -> process, this::crash);
        this.money = new MoneyWatch(world);
        this.startMs = world.clock().millis();
        this.process = newProcess();
    }

    private TradingProcess newProcess() {
        return new TradingProcess(world, ++lives, this::restartLater);
    }

    /** Runs it to its end, or to the first violation. */
    public SimulationReport run() {
        try {
            world.tell("faults: " + world.faults().classes());
            process.start();
            worldFaults.begin(LEAD);
            playUntil(startMs + world.faultyFor().toMillis());
            heal();
        } catch (RuntimeException raised) {
            world.tell("fault: " + raised);
            fault = Optional.of(new SimulationReport.Violation(Invariant.NO_FAULT, describe(raised)));
        }
        return report();
    }

    private static String describe(RuntimeException raised) {
        StackTraceElement[] trace = raised.getStackTrace();
        StringBuilder words = new StringBuilder(raised.toString());
        for (int depth = 0; depth < Math.min(8, trace.length); depth++) {
            words.append(" at ").append(trace[depth]);
        }
        return words.toString();
    }

    private void heal() {
        if (violation().isPresent()) {
            return;
        }
        world.tell("everything works again");
        world.faults().heal();
        worldFaults.heal();
        world.connection().subscribed();
        if (process.isAlive()) {
            process.restored();
            process.letRun();
        }
        rest();
        compare(Invariant.POSITION_AGREES);
        if (violation().isEmpty()) {
            process.die();
            restart();
            rest();
            compare(Invariant.RESTART_AGREES);
        }
    }

    private void compare(Invariant position) {
        if (violation().isEmpty()) {
            process.compare(position);
        }
    }

    /** Plays until nothing is at work; that it comes to that is liveness. */
    private void rest() {
        long untilMs = world.clock().millis() + REST_WITHIN.toMillis();
        long quietMs = 2 * world.settings().reconcileInterval().toMillis() + 60_000;
        long restingSinceMs = -1;
        while (violation().isEmpty()) {
            playUntil(world.clock().millis() + quietMs);
            if (process.isAtRest()) {
                if (process.knowsItsMoney()) {
                    return;
                }
                long nowMs = world.clock().millis();
                restingSinceMs = restingSinceMs < 0 ? nowMs : restingSinceMs;
                require(
                        nowMs - restingSinceMs <= MONEY_WITHIN.toMillis(),
                        Invariant.POSITION_AGREES,
                        () -> "what is free is not known: " + process.restless());
            }
            process.letRun();
            if (world.clock().millis() >= untilMs) {
                require(false, Invariant.RESTART_AGREES, () -> "no rest: " + process.restless());
            }
        }
    }

    private void require(boolean holds, Invariant invariant, Supplier<String> detail) {
        world.symbols().getFirst().invariants().require(holds, invariant, detail);
    }

    private void playUntil(long untilMs) {
        while (world.clock().millis() < untilMs && violation().isEmpty()) {
            player.playTo(Math.min(untilMs, player.nextEventMs()));
            steps++;
            check();
        }
    }

    private void check() {
        money.observe();
        for (TradedSymbol traded : world.symbols()) {
            if (traded.truth().isMoved()) {
                traded.invariants().exchange();
            }
        }
        if (process.isAlive()) {
            process.check();
        } else {
            process.unprotected();
        }
    }

    private Optional<SimulationReport.Violation> violation() {
        for (TradedSymbol traded : world.symbols()) {
            if (traded.invariants().violation().isPresent()) {
                return traded.invariants().violation();
            }
        }
        return Optional.empty();
    }

    private void later(Duration delay, Runnable task) {
        var _ = world.clock().atMs(world.clock().millis() + delay.toMillis(), task);
    }

    private void crash() {
        process.die();
        restartLater();
    }

    private void restartLater() {
        if (restartScheduled) {
            return;
        }
        restartScheduled = true;
        Lot lot = world.faults().draw(FaultClass.CRASH);
        later(lot.span(DOWN_AT_MOST, 1), () -> {
            restartScheduled = false;
            restart();
            if (lot.below(4, 2) == 0) {
                dieAgain(lot.span(DIES_AGAIN_WITHIN, 3));
            }
        });
    }

    /** Once more, while it recovers. */
    private void dieAgain(Duration within) {
        TradingProcess recovering = process;
        later(within, () -> {
            if (recovering.isAlive() && world.faults().isOn(FaultClass.CRASH)) {
                world.faults().inject(FaultClass.CRASH);
                crash();
            }
        });
    }

    private void restart() {
        process = newProcess();
        world.connection().subscribed();
        process.start();
    }

    private SimulationReport report() {
        List<Long> wholeMs = new ArrayList<>();
        List<Long> upMs = new ArrayList<>();
        for (TradedSymbol traded : world.symbols()) {
            wholeMs.addAll(traded.protection().wholeMs());
            upMs.addAll(traded.protection().upMs());
        }
        return new SimulationReport(
                scope.seed(),
                Duration.ofMillis(world.clock().millis() - startMs),
                steps,
                world.venue().exchange().statistics().ordersTaken(),
                world.venue().exchange().statistics().fills(),
                world.faults().classes(),
                world.faults().injected(),
                wholeMs,
                upMs,
                violation().or(() -> fault),
                story.last(),
                story.hash());
    }
}
