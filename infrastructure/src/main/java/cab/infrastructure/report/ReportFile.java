package cab.infrastructure.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A file that a report goes to, whole or not at all. Thread-safe. */
public final class ReportFile {

    private final Path file;
    private final Path directory;

    public ReportFile(Path file) {
        this.file = file;
        this.directory = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
    }

    /** Why nothing can be written there, in words; empty when nothing is known to speak against it. */
    public Optional<String> fault() {
        if (Files.isDirectory(file)) {
            return Optional.of(file + " is a directory: name a file in it");
        }
        if (!Files.isDirectory(directory)) {
            return Optional.of("there is no directory " + directory + ": make it, or name another file");
        }
        if (!Files.isWritable(directory) || (Files.exists(file) && !Files.isWritable(file))) {
            return Optional.of(file + " cannot be written: the file or its directory is protected");
        }
        return Optional.empty();
    }

    /**
     * Replaces what is there.
     *
     * @throws IOException with a sentence for the user; then the file is as it was
     */
    public void write(String content) throws IOException {
        Optional<String> fault = fault();
        if (fault.isPresent()) {
            throw new IOException(fault.get());
        }
        // Not a temporary file of the system's, which nobody but its owner could read.
        Path whole = directory.resolve("." + file.getFileName() + ".new");
        try {
            Path _ = Files.writeString(whole, content, StandardCharsets.UTF_8);
            move(whole);
        } catch (FileSystemException failed) {
            throw new IOException(file + " could not be written: " + failed.getMessage(), failed);
        } finally {
            boolean _ = Files.deleteIfExists(whole);
        }
    }

    private void move(Path whole) throws IOException {
        try {
            Path _ = Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            Path _ = Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
