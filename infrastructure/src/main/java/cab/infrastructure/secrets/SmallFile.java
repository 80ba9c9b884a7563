package cab.infrastructure.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A small UTF-8 text file that a person wrote: settings or secrets. Reads at most a fixed size. Immutable. */
public final class SmallFile {

    /** The most a file of settings or secrets may have. */
    public static final int BYTES_MAX = 256 * 1024;

    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private static final String READABLE_FILE = "a readable text file of at most " + BYTES_MAX / 1024 + " KiB";

    private final Path path;

    public SmallFile(Path path) {
        this.path = path;
    }

    /** The whole content without a byte order mark. */
    public FileReading read() {
        if (Files.isDirectory(path)) {
            return new FileReading.Refused("is a directory", path.toString(), READABLE_FILE);
        }
        try (InputStream input = Files.newInputStream(path)) {
            byte[] bytes = input.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                return new FileReading.Refused("is too large", path.toString(), READABLE_FILE);
            }
            return decoded(bytes);
        } catch (NoSuchFileException missing) {
            return new FileReading.Refused("does not exist", path.toString(), READABLE_FILE);
        } catch (AccessDeniedException denied) {
            return new FileReading.Refused("may not be read by this user", path.toString(), READABLE_FILE);
        } catch (IOException unreadable) {
            return new FileReading.Refused(
                    "cannot be read: " + unreadable.getClass().getSimpleName(), path.toString(), READABLE_FILE);
        }
    }

    /** Like {@link #read}, but refuses a file that anybody but its owner may read or write. */
    public FileReading readPrivate() {
        Optional<String> exposure = exposure();
        if (exposure.isPresent()) {
            return new FileReading.Refused(
                    "may be read or written by other users; run: chmod 600 " + path,
                    path + " with " + exposure.get(),
                    "a file that only its owner may read, rw-------");
        }
        return read();
    }

    /** The permissions, written {@code rw-r--r--}, when others than the owner may read or write the file. */
    public Optional<String> exposure() {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            return Optional.empty();
        }
        try {
            Set<PosixFilePermission> permissions = view.readAttributes().permissions();
            return permissions.stream().anyMatch(OF_OTHERS::contains)
                    ? Optional.of(PosixFilePermissions.toString(permissions))
                    : Optional.empty();
        } catch (IOException unreadable) {
            // Reading the content meets the same fault and says so.
            return Optional.empty();
        }
    }

    private FileReading decoded(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new FileReading.Read(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException notUtf8) {
            return new FileReading.Refused("is not UTF-8 text", path.toString(), READABLE_FILE);
        }
    }
}
