package cab.infrastructure.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallFileTest {

    @TempDir
    private Path directory;

    @Test
    void theWholeContentIsRead() throws IOException {
        assertThat(read("a\nb\n".getBytes(StandardCharsets.UTF_8))).isEqualTo(new FileReading.Read("a\nb\n"));
    }

    @Test
    void aByteOrderMarkIsSkipped() throws IOException {
        assertThat(read(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a'}))
                .isEqualTo(new FileReading.Read("a"));
    }

    @Test
    void textOfAnotherEncodingIsRefused() throws IOException {
        assertThat(problemOf(read(new byte[] {'a', (byte) 0xE9, 'b'}))).isEqualTo("is not UTF-8 text");
        assertThat(problemOf(read(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0})))
                .isEqualTo("is not UTF-8 text");
    }

    @Test
    void theLargestFileIsReadAndOneByteMoreIsRefused() throws IOException {
        assertThat(read(new byte[SmallFile.BYTES_MAX])).isInstanceOf(FileReading.Read.class);
        assertThat(problemOf(read(new byte[SmallFile.BYTES_MAX + 1]))).isEqualTo("is too large");
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertThat(problemOf(new SmallFile(directory).read())).isEqualTo("is a directory");
        assertThat(problemOf(new SmallFile(directory.resolve("none")).read())).isEqualTo("does not exist");
        assertThat(problemOf(new SmallFile(directory.resolve("none")).readPrivate()))
                .isEqualTo("does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwxrwxrwx"})
    void aSecretFileThatOthersMayReadOrWriteIsRefused(String permissions) throws IOException {
        SmallFile file = fileWith(permissions);

        FileReading reading = file.readPrivate();

        assertThat(problemOf(reading)).contains("other users", "chmod 600");
        assertThat(((FileReading.Refused) reading).got()).endsWith(permissions);
        assertThat(file.read()).isEqualTo(new FileReading.Read("canary"));
        assertThat(file.exposure()).contains(permissions);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------", "rwx------", "rw---x--x"})
    void aSecretFileOfItsOwnerAloneIsRead(String permissions) throws IOException {
        assertThat(fileWith(permissions).readPrivate()).isEqualTo(new FileReading.Read("canary"));
    }

    private SmallFile fileWith(String permissions) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "canary");
        assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"), "needs POSIX permissions");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return new SmallFile(file);
    }

    private FileReading read(byte[] content) throws IOException {
        return new SmallFile(Files.write(directory.resolve("file"), content)).read();
    }

    private static String problemOf(FileReading reading) {
        return switch (reading) {
            case FileReading.Refused refused -> refused.problem();
            case FileReading.Read read -> throw new AssertionError("file must be refused, was read: " + read);
        };
    }
}
