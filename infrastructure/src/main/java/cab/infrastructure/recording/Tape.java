package cab.infrastructure.recording;

import cab.application.port.StorageException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a recording: one JSON object a line, appended, readable by its owner alone. What cannot be written ends
 * the recording, and never touches trading; so does its greatest size. Thread-safe.
 */
public final class Tape implements AutoCloseable {

    /** What a recording may have; about a week of a busy symbol. */
    private static final long BYTES_MAX = 1L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(Tape.class);

    private final Path file;
    private final FileChannel channel;
    private final long bytesMax;
    private final ReentrantLock turn = new ReentrantLock();
    private long bytes;
    private boolean ended;

    private Tape(Path file, FileChannel channel, long bytesMax) throws IOException {
        this.file = file;
        this.channel = channel;
        this.bytesMax = bytesMax;
        this.bytes = channel.size();
    }

    /**
     * Goes on with a file, or creates it; a line that an earlier life was not able to finish stays as it is.
     *
     * @throws StorageException when the file cannot be written
     */
    public static Tape append(Path file) {
        return append(file, BYTES_MAX);
    }

    static Tape append(Path file, long bytesMax) {
        try {
            if (Files.notExists(file)
                    && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Path _ = Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            Tape tape = new Tape(file, channel, bytesMax);
            if (tape.bytes > 0) {
                tape.write("\n");
            }
            return tape;
        } catch (IOException unusable) {
            throw new StorageException("recording " + file + " cannot be written: " + unusable, unusable);
        }
    }

    void add(JsonNode line) {
        turn.lock();
        try {
            if (!ended) {
                write(line + "\n");
            }
        } catch (IOException failure) {
            end(failure.toString());
        } finally {
            turn.unlock();
        }
    }

    private void write(String text) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        if (bytes + left.remaining() > bytesMax) {
            end("it has reached " + bytesMax + " bytes");
            return;
        }
        while (left.hasRemaining()) {
            bytes += channel.write(left);
        }
    }

    private void end(String reason) {
        ended = true;
        LOG.warn("recording ended, trading goes on path={} reason={}", file, reason);
    }

    @Override
    public void close() {
        turn.lock();
        try {
            ended = true;
            channel.close();
        } catch (IOException failure) {
            LOG.warn("recording not closed path={} reason={}", file, failure.toString());
        } finally {
            turn.unlock();
        }
    }
}
