package cab.infrastructure.study;

import cab.application.optimize.Trial;
import cab.application.port.StorageException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * The file of a study that runs. Each trial is handed to the operating system as it ends, so that a kill costs none;
 * once a second, and at the end, everything is forced to the disk, so that a power cut costs a second. Owned by one
 * thread.
 */
public final class StudyLog implements AutoCloseable {

    private static final long FORCED_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path file;
    private final FileChannel channel;
    private long forcedAtNanos = System.nanoTime();

    private StudyLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static StudyLog begin(Path file, JsonNode head) throws IOException {
        StudyLog log = locked(file, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        log.write(head);
        log.channel.force(true);
        return log;
    }

    static StudyLog goOn(Path file, long bytes) throws IOException {
        StudyLog log = locked(file, FileChannel.open(file, StandardOpenOption.WRITE));
        log.channel.truncate(bytes);
        log.channel.position(bytes);
        return log;
    }

    /** The lock ends with the channel, or with the process. */
    private static StudyLog locked(Path file, FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException ours) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new StorageException("study " + file + " is being gone on with by another process");
        }
        return new StudyLog(file, channel);
    }

    /**
     * Keeps a trial.
     *
     * @throws StorageException when it cannot be written
     */
    public void add(int window, Trial trial) {
        try {
            write(StudyJson.of(window, trial));
            long now = System.nanoTime();
            if (now - forcedAtNanos >= FORCED_EVERY_NANOS) {
                channel.force(false);
                forcedAtNanos = now;
            }
        } catch (IOException failure) {
            throw new StorageException("study " + file + " cannot be written: " + failure, failure);
        }
    }

    void trials(int trials) throws IOException {
        write(StudyJson.MAPPER.createObjectNode().put("trials", trials));
    }

    private void write(JsonNode line) throws IOException {
        ByteBuffer left = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (left.hasRemaining()) {
            int _ = channel.write(left);
        }
    }

    @Override
    public void close() {
        try (channel) {
            channel.force(true);
        } catch (IOException failure) {
            throw new StorageException("study " + file + " cannot be written: " + failure, failure);
        }
    }
}
