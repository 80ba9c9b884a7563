package cab.infrastructure.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import cab.application.port.StorageException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TapeTest {

    private final Path file;

    TapeTest(@TempDir Path folder) {
        this.file = folder.resolve("run.jsonl");
    }

    @Test
    void anotherLifeGoesOnBehindALineThatAKillCutOff() throws IOException {
        write("{\"life\":{}}\n{\"in\":\"price\",\"at\":1}\n{\"in\":\"pri");

        try (Tape tape = Tape.append(file)) {
            tape.add(JsonNodeFactory.instance.objectNode().put("life", 2));
        }

        assertThat(read()).containsExactly("{\"life\":{}}", "{\"in\":\"price\",\"at\":1}", "{\"life\":2}");
    }

    @Test
    void aLineThatIsCutOffAnywhereElseIsNoRecording() throws IOException {
        write("{\"life\":{}}\n{\"in\":\"pri\n{\"in\":\"price\",\"at\":2}\n");

        assertThatIOException().isThrownBy(this::read).withMessageContaining("line 2");
    }

    @Test
    void aRecordingEndsAtItsGreatestSizeRatherThanInTheMiddleOfALine() throws IOException {
        try (Tape tape = Tape.append(file, 30)) {
            for (int line = 1; line <= 9; line++) {
                tape.add(JsonNodeFactory.instance.objectNode().put("life", line));
            }
        }

        assertThat(read()).containsExactly("{\"life\":1}", "{\"life\":2}");
    }

    @Test
    void aFileThatCannotBeWrittenIsSaidAtTheStart() {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> Tape.append(file.resolve("below").resolve("it.jsonl")));
    }

    private void write(String text) throws IOException {
        Path _ = Files.writeString(file, text);
    }

    private List<String> read() throws IOException {
        List<String> lines = new ArrayList<>();
        try (TapeLine.Reader reader = new TapeLine.Reader(file)) {
            for (Optional<TapeLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                lines.add(line.get().json().toString());
            }
        }
        return lines;
    }
}
