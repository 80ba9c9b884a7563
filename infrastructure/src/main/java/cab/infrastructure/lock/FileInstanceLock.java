package cab.infrastructure.lock;

import cab.application.port.InstanceLock;
import cab.application.port.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock of the operating system on a file: for programs on one machine, or on machines that share a file system which
 * honours such locks.
 *
 * <p>Guarantees: (1) it ends with the process that holds it, however that ends, and what the file still says then
 * counts for nothing; (2) it never goes by process numbers; (3) a file that was removed or replaced is a lost lock; (4)
 * who does not get it is told who has it. The file stays when the lock is given back. Thread-safe.
 */
public final class FileInstanceLock implements InstanceLock {

    /** What is locked: a byte behind any text, so that others can read the text where locks keep readers out. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int TEXT_BYTES_MAX = 1_024;

    /**
     * What this process has locked. POSIX drops all locks of a process on a file when it closes any of its handles on
     * it: a second look at a file that we hold would give it away.
     */
    private static final ConcurrentMap<Path, Holder> OURS = new ConcurrentHashMap<>();

    private static final Logger LOG = LoggerFactory.getLogger(FileInstanceLock.class);

    private final ReentrantLock turn = new ReentrantLock();
    private final Path file;
    private final Holder holder;
    private @Nullable Grip grip;

    /**
     * A lock that is not taken yet.
     *
     * @param file created when it is missing, never removed; its folder must exist
     * @param holder what others are told
     */
    public FileInstanceLock(Path file, Holder holder) {
        this.file = file;
        this.holder = holder;
    }

    /** The lock of a database: a file beside it. */
    public static FileInstanceLock beside(Path database, Holder holder) {
        Path file = database.toAbsolutePath().normalize();
        return new FileInstanceLock(file.resolveSibling(file.getFileName() + ".lock"), holder);
    }

    /** {@inheritDoc} Empty as well when this very lock is held already. */
    @Override
    public Optional<String> acquireOrHolder() {
        turn.lock();
        try {
            if (isHeld()) {
                return Optional.empty();
            }
            release();
            return acquire(realPath());
        } catch (IOException failure) {
            throw new StorageException("lock " + file + " cannot be taken: " + failure, failure);
        } finally {
            turn.unlock();
        }
    }

    private Path realPath() throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        if (Files.exists(absolute)) {
            return absolute.toRealPath();
        }
        Path folder = absolute.getParent();
        return folder == null ? absolute : folder.toRealPath().resolve(absolute.getFileName());
    }

    private Optional<String> acquire(Path path) throws IOException {
        Holder inThisProcess = OURS.putIfAbsent(path, holder);
        if (inThisProcess != null) {
            return Optional.of(inThisProcess.toString());
        }
        boolean acquired = false;
        try {
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
                if (lock == null) {
                    return Optional.of(textIn(channel));
                }
                write(channel);
                grip = new Grip(path, channel, lock, identityOf(path));
                acquired = true;
                return Optional.empty();
            } finally {
                if (!acquired) {
                    channel.close();
                }
            }
        } finally {
            if (!acquired) {
                OURS.remove(path);
            }
        }
    }

    private static String textIn(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(TEXT_BYTES_MAX);
        channel.read(text, 0);
        String holder = StandardCharsets.UTF_8
                .decode(text.flip())
                .toString()
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        return holder.isEmpty() ? "another process" : holder;
    }

    private void write(FileChannel channel) throws IOException {
        channel.truncate(0);
        ByteBuffer text = ByteBuffer.wrap((holder + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
        long position = 0;
        while (text.hasRemaining()) {
            position += channel.write(text, position);
        }
    }

    /** What tells one file of this name from the next; null where the file system cannot tell. */
    private static @Nullable Object identityOf(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    @Override
    public boolean isHeld() {
        turn.lock();
        try {
            return grip != null && grip.holds();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            release();
        } finally {
            turn.unlock();
        }
    }

    private void release() {
        Grip held = grip;
        if (held == null) {
            return;
        }
        grip = null;
        try {
            held.channel.close();
        } catch (IOException failure) {
            LOG.warn("lock file not closed path={} reason={}", held.path, failure.getMessage());
        } finally {
            OURS.remove(held.path);
        }
    }

    /**
     * The lock while it is held.
     *
     * @param identity of the file that was locked
     */
    private record Grip(
            Path path,
            FileChannel channel,
            FileLock lock,
            @Nullable Object identity) {

        private boolean holds() {
            try {
                return lock.isValid() && Objects.equals(identity, identityOf(path));
            } catch (IOException gone) {
                LOG.debug("lock file gone path={} reason={}", path, gone.toString());
                return false;
            }
        }
    }
}
