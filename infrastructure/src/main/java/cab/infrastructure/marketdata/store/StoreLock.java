package cab.infrastructure.marketdata.store;

import cab.application.port.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The turn to write into a store: one process of the machine at a time, and one thread of it. Owned by one thread. */
final class StoreLock implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /** Locks of files belong to the process: among threads this one decides. */
    private static final ReentrantLock TURN = new ReentrantLock();

    private final FileChannel channel;
    private final FileLock lock;

    private StoreLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Waits for the turn.
     *
     * @param file is created when it is missing, and never removed
     * @throws StorageException when others keep it for longer than {@code patience}
     */
    static StoreLock take(Path file, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        if (!isOurTurn(patience)) {
            throw busy(file, patience);
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = lockOf(channel);
                while (lock == null && System.nanoTime() - deadline < 0) {
                    LockSupport.parkNanos(LOOK_AGAIN.toNanos());
                    lock = lockOf(channel);
                }
                if (lock == null) {
                    throw busy(file, patience);
                }
                return new StoreLock(channel, lock);
            } catch (IOException | RuntimeException failure) {
                channel.close();
                throw failure;
            }
        } catch (IOException | RuntimeException failure) {
            TURN.unlock();
            throw failure;
        }
    }

    private static @Nullable FileLock lockOf(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ofThisProcess) {
            return null;
        }
    }

    private static boolean isOurTurn(Duration patience) {
        try {
            return TURN.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static StorageException busy(Path file, Duration patience) {
        return new StorageException("another process has been writing candles for more than " + patience.toSeconds()
                + " s (" + file + "); try again when it has ended");
    }

    @Override
    public void close() throws IOException {
        try {
            lock.release();
            channel.close();
        } finally {
            TURN.unlock();
        }
    }
}
