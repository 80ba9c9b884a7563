package cab.infrastructure.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of a recording.
 *
 * @param number in the file, from 1
 * @param json what it says
 */
record TapeLine(long number, JsonNode json) {

    /** The format of a recording; another one is refused. */
    static final int VERSION = 1;

    private static final int WORDS_MAX = 300;

    boolean isLife() {
        return json.has("life");
    }

    long marketMs() {
        return json.path("at").asLong();
    }

    long processMs() {
        return json.path("process").asLong();
    }

    /** What was recorded, in a few words. */
    String words() {
        String words = json.toString();
        return "line " + number + ", " + Instant.ofEpochMilli(marketMs()) + ": "
                + (words.length() > WORDS_MAX ? words.substring(0, WORDS_MAX) + "…" : words);
    }

    /** Reads a recording line by line. Owned by one thread. */
    static final class Reader implements AutoCloseable {

        private static final JsonMapper MAPPER = JsonMapper.builder().build();

        private final BufferedReader lines;
        private long number;
        private @Nullable String unfinished;

        Reader(Path file) throws IOException {
            this.lines = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        }

        /**
         * The next line, or empty at the end. A line that a kill cut off is left out: only a new life, or the end,
         * comes behind it.
         *
         * @throws IOException when the file cannot be read, or is no recording
         */
        Optional<TapeLine> next() throws IOException {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                number++;
                if (text.isBlank()) {
                    continue;
                }
                Optional<JsonNode> json = parsed(text);
                if (json.isEmpty()) {
                    requireNothingCutOff();
                    unfinished = text;
                    continue;
                }
                TapeLine line = new TapeLine(number, json.get());
                if (!line.isLife()) {
                    requireNothingCutOff();
                }
                unfinished = null;
                return Optional.of(line);
            }
            return Optional.empty();
        }

        private void requireNothingCutOff() throws IOException {
            if (unfinished != null) {
                throw new IOException("line " + (number - 1) + " is not a line of a recording");
            }
        }

        private static Optional<JsonNode> parsed(String text) {
            try {
                return Optional.of(MAPPER.readTree(text));
            } catch (JsonProcessingException cutOff) {
                return Optional.empty();
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
