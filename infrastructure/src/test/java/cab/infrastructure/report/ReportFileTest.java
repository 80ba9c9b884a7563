package cab.infrastructure.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportFileTest {

    @TempDir
    private Path directory;

    @Test
    void whatIsThereIsReplacedAndNothingIsLeftOver() throws IOException {
        Path file = directory.resolve("out.html");
        new ReportFile(file).write("first");
        new ReportFile(file).write("second");

        assertThat(file).hasContent("second");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aDirectoryThatIsMissingIsNamed() {
        ReportFile file = new ReportFile(directory.resolve("absent").resolve("out.html"));

        assertThat(file.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("there is no directory"));
        assertThatThrownBy(() -> file.write("x"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("absent");
    }

    @Test
    void aDirectoryIsNoFile() {
        assertThat(new ReportFile(directory).fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("is a directory"));
    }

    @Test
    void aFileInTheWorkingDirectoryNeedsNoPath() {
        assertThat(new ReportFile(Path.of("out.html")).fault()).isEmpty();
    }
}
