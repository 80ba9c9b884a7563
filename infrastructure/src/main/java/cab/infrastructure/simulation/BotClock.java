package cab.infrastructure.simulation;

import cab.application.port.Scheduler;
import cab.application.port.Subscription;
import cab.infrastructure.time.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;

/**
 * The clock of the program's machine: off the true time by a span that may change at any moment. Owned by one thread.
 */
final class BotClock implements Scheduler {

    private final VirtualScheduler trueTime;
    private Duration offset = Duration.ZERO;

    BotClock(VirtualScheduler trueTime) {
        this.trueTime = trueTime;
    }

    /** From now on the clock is wrong by {@code wrongBy}. */
    void jump(Duration wrongBy) {
        offset = wrongBy;
    }

    Duration offset() {
        return offset;
    }

    /** When that was by this clock, in true time. */
    Instant trueTimeOf(Instant shown) {
        return shown.minus(offset);
    }

    @Override
    public Instant instant() {
        return trueTime.instant().plus(offset);
    }

    @Override
    public long millis() {
        return trueTime.millis() + offset.toMillis();
    }

    @Override
    public Subscription at(Instant when, Runnable task) {
        return trueTime.at(trueTimeOf(when), task);
    }
}
