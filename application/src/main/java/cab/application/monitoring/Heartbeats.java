package cab.application.monitoring;

import cab.application.port.Scheduler;
import cab.application.port.Subscription;
import cab.application.trading.Orchestrator;
import cab.application.trading.OrchestratorState;
import cab.application.trading.OrchestratorStatus;
import cab.application.trading.Orchestrators;
import cab.domain.market.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The pulse of every orchestrator: asks each at an interval how it stands, through its mailbox, so that one that hangs
 * or is overloaded falls silent. There is never more than one question under way to each. All times are process time.
 * Thread-safe.
 */
public final class Heartbeats implements AutoCloseable {

    private final Scheduler processTime;
    private final Duration interval;
    private final List<Pulse> pulses = new ArrayList<>();
    private final AtomicReference<Subscription> next = new AtomicReference<>(() -> {});
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Feels no pulse before {@link #start}. */
    public Heartbeats(Orchestrators orchestrators, Scheduler processTime, Duration interval) {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("interval must be positive, was " + interval);
        }
        this.processTime = processTime;
        this.interval = interval;
        Instant now = processTime.instant();
        orchestrators.all().forEach(orchestrator -> pulses.add(new Pulse(orchestrator, now)));
    }

    /** Asks now and from now on at the interval; called once. */
    public void start() {
        if (closed.get()) {
            return;
        }
        pulses.forEach(Pulse::ask);
        next.set(processTime.after(interval, this::start));
        if (closed.get()) {
            next.get().close();
        }
    }

    /** How every orchestrator stands; silent for longer than {@code limit} is down. */
    public SortedMap<Symbol, OrchestratorHealth> health(Duration limit) {
        Instant now = processTime.instant();
        SortedMap<Symbol, OrchestratorHealth> health = new TreeMap<>();
        pulses.forEach(pulse -> health.put(pulse.orchestrator.symbol(), pulse.health(now, limit)));
        return health;
    }

    @Override
    public void close() {
        closed.set(true);
        next.get().close();
    }

    /**
     * The last sign of life.
     *
     * @param at process time of the answer, or of the beginning of the watch
     * @param state what it was; empty before the first answer
     */
    private record Beat(Instant at, Optional<OrchestratorState> state) {}

    private final class Pulse {

        private final Orchestrator orchestrator;
        private final AtomicBoolean asked = new AtomicBoolean();
        private final AtomicReference<Beat> last;

        private Pulse(Orchestrator orchestrator, Instant now) {
            this.orchestrator = orchestrator;
            this.last = new AtomicReference<>(new Beat(now, Optional.empty()));
        }

        private void ask() {
            if (asked.compareAndSet(false, true) && !orchestrator.status(this::answered)) {
                asked.set(false);
            }
        }

        private void answered(OrchestratorStatus status) {
            last.set(new Beat(processTime.instant(), Optional.of(status.state())));
            asked.set(false);
        }

        private OrchestratorHealth health(Instant now, Duration limit) {
            Beat beat = last.get();
            Duration age = Duration.between(beat.at, now);
            return OrchestratorHealth.of(age.isNegative() ? Duration.ZERO : age, beat.state, limit);
        }
    }
}
