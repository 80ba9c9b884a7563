package cab.infrastructure.exchange.simulated;

import cab.infrastructure.time.RunningClock;
import cab.infrastructure.time.VirtualScheduler;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Plays the market at the pace of a clock: the player's own time follows that clock, and between two events the
 * commands of the customers are run. A fault of the program, or of the store, ends the exchange: it is reported, and
 * nothing is taken any more. Thread-safe; the work is done by one thread (no virtual one: the store would pin it), or,
 * in tests, by who calls {@link #turn}.
 */
final class ExchangeThread implements Door, AutoCloseable {

    private static final int COMMANDS_MAX = 10_000;

    /** How often, in real time, the position of the market is noted at least while candles close. */
    private static final long NOTE_EVERY_NANOS = 200_000_000;

    private static final long WAIT_NANOS_MAX = 1_000_000_000;

    private final VirtualScheduler time;
    private final MarketPlay player;
    private final SimulatedExchange exchange;
    private final RunningClock clock;
    private final LongSupplier nanoTime;
    private final Consumer<Throwable> onFailure;
    private final BlockingQueue<Runnable> commands = new ArrayBlockingQueue<>(COMMANDS_MAX);
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("simulated-exchange").unstarted(this::run);
    private long candlesNoted;
    private long notedNanos;

    /**
     * An exchange that is not played yet.
     *
     * @param time the player's own
     * @param nanoTime a monotonic clock in nanoseconds
     * @param onFailure told once, on the exchange's thread, what ended it
     */
    ExchangeThread(
            VirtualScheduler time,
            MarketPlay player,
            SimulatedExchange exchange,
            RunningClock clock,
            LongSupplier nanoTime,
            Consumer<Throwable> onFailure) {
        this.time = time;
        this.player = player;
        this.exchange = exchange;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.notedNanos = nanoTime.getAsLong();
        this.onFailure = onFailure;
    }

    void start() {
        thread.start();
    }

    @Override
    public boolean offer(Runnable command) {
        return open.get() && commands.offer(command);
    }

    @Override
    public boolean isOpen() {
        return open.get();
    }

    /** Runs the commands that wait; before the first turn, so that who has subscribed by then misses nothing. */
    void admit() {
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            command.run();
        }
    }

    /** Plays what is due by now, runs the commands that wait, and plays what they made due. */
    void turn() {
        playToNow();
        admit();
        playToNow();
        notePosition();
    }

    /** Ends the play, notes where it stands, and returns when the thread has ended. */
    @Override
    public void close() {
        boolean wasOpen = open.getAndSet(false);
        // Without room nobody sleeps.
        boolean woken = commands.offer(() -> {});
        assert woken || !commands.isEmpty() || !wasOpen;
        awaitEnd();
    }

    private void awaitEnd() {
        boolean interrupted = false;
        while (thread.isAlive() && !Thread.currentThread().equals(thread)) {
            try {
                thread.join();
            } catch (InterruptedException stillWaiting) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            admit();
            while (open.get()) {
                turn();
                awaitNext();
            }
            exchange.notePosition();
        } catch (InterruptedException nobodyInterruptsUs) {
            fail(nobodyInterruptsUs);
        } catch (RuntimeException | Error fault) {
            fail(fault);
        }
    }

    private void awaitNext() throws InterruptedException {
        long waitNanos = Math.min(clock.nanosUntil(player.nextEventMs()), WAIT_NANOS_MAX);
        Runnable command = commands.poll(waitNanos, TimeUnit.NANOSECONDS);
        if (command != null) {
            playToNow();
            command.run();
        }
    }

    private void playToNow() {
        player.playTo(Math.max(clock.millis(), time.millis()));
    }

    private void notePosition() {
        long nowNanos = nanoTime.getAsLong();
        if (player.candlesPlayed() != candlesNoted && nowNanos - notedNanos >= NOTE_EVERY_NANOS) {
            candlesNoted = player.candlesPlayed();
            notedNanos = nowNanos;
            exchange.notePosition();
        }
    }

    private void fail(Throwable fault) {
        open.set(false);
        commands.clear();
        onFailure.accept(fault);
    }
}
