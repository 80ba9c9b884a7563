package cab.application.protection;

import cab.application.port.BotPorts;
import cab.application.port.Scheduler;
import cab.application.port.Subscription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One call at the earliest of the instants it was set to. Owned by one thread. */
final class Alarm {

    private final BotPorts ports;
    private final Scheduler time;
    private final Runnable call;
    private Subscription task = () -> {};
    private @Nullable Instant due;

    /** An alarm that is not set. */
    Alarm(BotPorts ports, Scheduler time, Runnable call) {
        this.ports = ports;
        this.time = time;
        this.call = call;
    }

    /** Calls at {@code when}, or earlier when it is set so. */
    void at(Instant when) {
        if (due != null && !when.isBefore(due)) {
            return;
        }
        task.close();
        due = when;
        task = time.at(when, () -> ports.mailbox().answer(() -> ring(when)));
    }

    /** Calls no more. */
    void clear() {
        if (due != null) {
            due = null;
            task.close();
        }
    }

    private void ring(Instant set) {
        if (set.equals(due)) {
            due = null;
            call.run();
        }
    }
}
