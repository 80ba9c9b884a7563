package cab.infrastructure.exchange.server;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** A way on which what is told may be lost, doubled, held back or never come again. Thread-safe. */
public final class FaultyLine {

    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int GOING_AWAY = 1001;

    private final SocketLine line;
    private final WireFaults faults;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<String> heldBack = Optional.empty();
    private Optional<Long> silentUntilNanos = Optional.empty();

    /**
     * The way to one customer.
     *
     * @param nanoTime a monotonic clock, for how long it is silent
     */
    public FaultyLine(SocketLine line, WireFaults faults, LongSupplier nanoTime) {
        this.line = line;
        this.faults = faults;
        this.nanoTime = nanoTime;
    }

    /** Sends {@code text}, or not, or twice, or later. */
    public void tell(String text) {
        lock.lock();
        try {
            if (faults.happens(WireFault.DISCONNECT)) {
                line.close(GOING_AWAY, "going away");
            }
            if (isSilent() || faults.happens(WireFault.STREAM_DROPPED)) {
                return;
            }
            if (heldBack.isEmpty() && faults.happens(WireFault.STREAM_LATE)) {
                heldBack = Optional.of(text);
                return;
            }
            line.send(text);
            if (faults.happens(WireFault.STREAM_DUPLICATED)) {
                line.send(text);
            }
            heldBack.ifPresent(line::send);
            heldBack = Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private boolean isSilent() {
        long nowNanos = nanoTime.getAsLong();
        if (faults.happens(WireFault.STREAM_STALL)) {
            silentUntilNanos = Optional.of(nowNanos + SILENCE.toNanos());
        }
        return silentUntilNanos.filter(until -> nowNanos - until < 0).isPresent();
    }
}
