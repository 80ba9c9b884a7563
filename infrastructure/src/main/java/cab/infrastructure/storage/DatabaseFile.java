package cab.infrastructure.storage;

import cab.application.port.StorageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Prepares the place of a database, so that nobody but its owner can read it. */
final class DatabaseFile {

    private DatabaseFile() {}

    /**
     * Creates the missing folders (0700) and the file (0600); what exists keeps its rights.
     *
     * @throws StorageException that names the path and the reason when it cannot be written
     */
    static void prepare(Path file) {
        Path folder = file.getParent();
        if (folder == null) {
            throw new StorageException("database " + file + " cannot be opened: it names no file");
        }
        try {
            Files.createDirectories(folder, rights(folder, "rwx------"));
            createIfMissing(file);
        } catch (IOException failure) {
            throw new StorageException("database " + file + " cannot be opened: " + reasonOf(failure), failure);
        }
        requireWritable(file, folder);
    }

    /**
     * Creates {@code file} for its owner alone; SQLite gives the files beside it the same rights.
     *
     * @throws IOException when it exists or cannot be created
     */
    static void createNew(Path file) throws IOException {
        Files.createFile(file, rights(file, "rw-------"));
    }

    private static void createIfMissing(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        try {
            createNew(file);
        } catch (FileAlreadyExistsException another) {
            // Another process was faster, and the same file will do; a dangling link will not.
            if (!Files.isRegularFile(file)) {
                throw another;
            }
        }
    }

    /** What the system says, in words. */
    static String reasonOf(IOException failure) {
        String kind = switch (failure) {
            case FileAlreadyExistsException present -> "a file of this name is in the way";
            case AccessDeniedException denied -> "permission denied";
            case NoSuchFileException missing -> "no such file or folder";
            case FileSystemException other -> other.getReason() == null ? "input/output error" : other.getReason();
            default -> String.valueOf(failure.getMessage());
        };
        return failure instanceof FileSystemException named ? kind + " (" + named.getFile() + ")" : kind;
    }

    private static void requireWritable(Path file, Path folder) {
        if (Files.isDirectory(file)) {
            throw new StorageException("database " + file + " cannot be opened: it is a folder");
        }
        if (!Files.isWritable(file)) {
            throw new StorageException("database " + file + " cannot be opened: the file is not writable");
        }
        // The write-ahead log is a file of its own beside the database.
        if (!Files.isWritable(folder)) {
            throw new StorageException("database " + file + " cannot be opened: its folder is not writable");
        }
    }

    private static FileAttribute<?>[] rights(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
