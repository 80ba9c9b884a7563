package cab.infrastructure.exchange.transport;

import cab.application.port.Scheduler;
import cab.application.port.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Keeps the exchange's clock known: measures it at regular times, and on demand when it is not known. Thread-safe. */
public final class ServerTime implements AutoCloseable {

    private final Function<Deadline, Instant> question;
    private final ServerClock clock;
    private final Scheduler time;
    private final Operations operations;
    private final ExchangeTimes times;
    private final AtomicReference<Subscription> next = new AtomicReference<>(() -> {});
    private final AtomicReference<String> problem = new AtomicReference<>("nobody has asked");
    private volatile boolean closed;

    /**
     * A clock that nobody has measured yet.
     *
     * @param question asks the exchange what time it is; a fault when there was no clear answer
     */
    public ServerTime(
            Function<Deadline, Instant> question,
            ServerClock clock,
            Scheduler time,
            Operations operations,
            ExchangeTimes times) {
        this.question = question;
        this.clock = clock;
        this.time = time;
        this.operations = operations;
        this.times = times;
    }

    /** Measures from now on at regular times. */
    public void start() {
        if (!closed) {
            next.getAndSet(time.after(times.clockInterval(), this::measureAgain))
                    .close();
        }
        if (closed) {
            next.get().close();
        }
    }

    private void measureAgain() {
        operations.start(
                "clock",
                times.requestDeadline(),
                this::measure,
                new Operations.Answers<Boolean>(measured -> start(), unclear -> false, notSent -> false));
    }

    /** Whether the exchange's clock is known, after a measurement where it was not. Waits for that one. */
    public boolean isKnown(Deadline deadline) {
        return clock.isKnown() || measure(deadline);
    }

    /** Measures now. False when no clear answer came. */
    public boolean measure(Deadline deadline) {
        try {
            ServerClock.Start start = clock.start();
            Instant server = question.apply(deadline);
            problem.set("the answer takes too long");
            return clock.measured(start, server);
        } catch (ExchangeFault unclear) {
            problem.set(unclear.cause());
            return false;
        }
    }

    /** Why the last measurement that failed did. */
    public String problem() {
        return problem.get();
    }

    /** Why nothing must be opened by this clock, or empty when it agrees well enough with the exchange's. */
    public Optional<String> skewProblem() {
        return clock.offset()
                .filter(offset -> offset.abs().compareTo(times.skewMax()) > 0)
                .map(offset -> "the clock of this machine differs by " + inSeconds(offset)
                        + " from the exchange's, and may by " + inSeconds(times.skewMax()));
    }

    private static String inSeconds(Duration length) {
        return length.toMillis() + " ms";
    }

    public long millis() {
        return clock.millis();
    }

    public long millisOf(Instant local) {
        return clock.millisOf(local);
    }

    @Override
    public void close() {
        closed = true;
        next.get().close();
    }
}
