package cab.infrastructure.simulation;

import cab.application.port.Balance;
import cab.application.port.PlacementReport;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Side;
import cab.infrastructure.exchange.simulated.CandlePlayer;
import cab.infrastructure.exchange.simulated.Placement;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One seed: the whole application for some days on virtual time, against an exchange, a disk and a process that fail,
 * with every {@link Invariant} checked after each step; then everything works again, and all must come to agree. The
 * same seed always takes the same course. Owned by one thread, for one run.
 */
public final class SimulationRun {

    private static final Duration FAULTY_FOR = Duration.ofDays(2);
    private static final Duration REST_WITHIN = Duration.ofHours(6);
    private static final Duration LEAD = Duration.ofMinutes(10);
    private static final Duration TRY_FAULTS_EVERY = Duration.ofMinutes(30);
    private static final Duration DOWN_AT_MOST = Duration.ofHours(3);

    private final long seed;
    private final SimulatedWorld world;
    private final CandlePlayer player;
    private final long startMs;
    private TradingProcess process;
    private boolean restartScheduled;
    private long steps;
    private int manual;
    private Optional<SimulationReport.Violation> fault = Optional.empty();

    /**
     * The run of {@code seed}.
     *
     * @param allowed fault classes that may be on; which of them are is drawn from the seed
     */
    public SimulationRun(long seed, Set<FaultClass> allowed) {
        this.seed = seed;
        this.world = new SimulatedWorld(seed, allowed);
        this.player = world.venue().player();
        this.startMs = world.clock().millis();
        this.process = newProcess();
    }

    private TradingProcess newProcess() {
        return new TradingProcess(world, this::restartLater);
    }

    /** Runs it to its end, or to the first violation. */
    public SimulationReport run() {
        try {
            world.tell("faults: " + world.faults().classes());
            process.start();
            later(LEAD.plus(TRY_FAULTS_EVERY), this::tryFaults);
            playUntil(startMs + FAULTY_FOR.toMillis());
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
        boolean wasOutage = world.faults().isOutage();
        world.faults().heal();
        if (wasOutage) {
            process.restored();
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
        while (violation().isEmpty()) {
            playUntil(world.clock().millis() + quietMs);
            if (process.isAtRest()) {
                return;
            }
            if (world.clock().millis() >= untilMs) {
                world.symbols()
                        .getFirst()
                        .invariants()
                        .require(false, Invariant.RESTART_AGREES, "no rest: " + process.restless());
            }
        }
    }

    private void playUntil(long untilMs) {
        while (world.clock().millis() < untilMs && violation().isEmpty()) {
            player.playTo(Math.min(untilMs, player.nextEventMs()));
            steps++;
            check();
        }
    }

    private void check() {
        List<Balance> balances = world.venue().exchange().balances(world.account());
        for (TradedSymbol traded : world.symbols()) {
            traded.invariants().exchange(balances);
            if (!process.isAlive()) {
                traded.invariants().protection(false, true, world.clock().millis());
            }
        }
        if (process.isAlive()) {
            process.check(world.faults().isOutage());
        }
    }

    private Optional<SimulationReport.Violation> violation() {
        return world.symbols().stream()
                .flatMap(traded -> traded.invariants().violation().stream())
                .findFirst();
    }

    private void later(Duration delay, Runnable task) {
        var _ = world.clock().atMs(world.clock().millis() + delay.toMillis(), task);
    }

    private void tryFaults() {
        SeededFaults faults = world.faults();
        if (faults.happens(FaultClass.OUTAGE) && !faults.isOutage()) {
            Duration span = faults.span(FaultClass.OUTAGE, Duration.ofHours(2));
            world.tell("no endpoint answers for " + span);
            faults.outage(true);
            later(span, this::endOutage);
        }
        if (faults.happens(FaultClass.CRASH) && process.isAlive()) {
            later(faults.span(FaultClass.CRASH, TRY_FAULTS_EVERY), () -> {
                if (process.isAlive() && !faults.isHealed()) {
                    process.die();
                    restartLater();
                }
            });
        }
        if (faults.happens(FaultClass.FOREIGN_TRADE)) {
            tradeByHand();
        }
        later(TRY_FAULTS_EVERY, this::tryFaults);
    }

    private void endOutage() {
        if (world.faults().isOutage()) {
            world.tell("the endpoints answer again");
            world.faults().outage(false);
            process.restored();
        }
    }

    private void restartLater() {
        if (!restartScheduled) {
            restartScheduled = true;
            later(world.faults().span(FaultClass.CRASH, DOWN_AT_MOST), () -> {
                restartScheduled = false;
                restart();
            });
        }
    }

    private void restart() {
        process = newProcess();
        process.start();
    }

    /** Somebody buys, sells his own, or leaves an order far from the market. */
    private void tradeByHand() {
        int drawn = world.faults()
                .drawn(FaultClass.FOREIGN_TRADE, 3 * world.symbols().size());
        Symbol symbol = world.symbols().get(drawn / 3).instrument().symbol();
        BigDecimal little = new BigDecimal("0.001");
        OrderTerms terms = switch (drawn % 3) {
            case 0 ->
                OrderTerms.market(
                        symbol, Side.BUY, new OrderSize.OfQuote(new Money(BigDecimal.TEN, SimulatedWorld.USDT)));
            case 1 -> OrderTerms.market(symbol, Side.SELL, new OrderSize.OfBase(new Quantity(little)));
            default ->
                OrderTerms.limit(symbol, Side.SELL, new OrderSize.OfBase(new Quantity(little)), Price.of("10000000"));
        };
        Placement placement = new Placement(new ClientOrderId("by-hand-" + manual++), terms);
        world.venue()
                .exchange()
                .place(world.account(), placement, (PlacementReport report) -> world.tell("by hand: " + report));
    }

    private SimulationReport report() {
        List<Long> unprotectedMs = new ArrayList<>();
        world.symbols()
                .forEach(traded -> unprotectedMs.addAll(traded.invariants().unprotectedMs()));
        return new SimulationReport(
                seed,
                Duration.ofMillis(world.clock().millis() - startMs),
                steps,
                world.venue().exchange().statistics().ordersTaken(),
                world.venue().exchange().statistics().fills(),
                world.faults().classes(),
                world.faults().injected(),
                unprotectedMs,
                violation().or(() -> fault),
                world.story().last(),
                world.story().hash());
    }
}
