package cab.infrastructure.config;

import cab.infrastructure.secrets.FileReading;
import cab.infrastructure.secrets.SmallFile;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads SECRETS_FILE: one JSON object with a text for each secret, by the name of its setting. Messages never quote the
 * file. Owned by one thread.
 */
final class SecretsFileReader {

    private static final String NAME = "SECRETS_FILE";
    private static final String EXPECTED = "one JSON object such as {\"API_KEY\": \"…\"}";
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final Path path;
    private final List<String> secretNames;
    private final Map<String, RawValue> values = new LinkedHashMap<>();
    private final List<SettingProblem> problems = new ArrayList<>();

    SecretsFileReader(Path path, SettingsCatalogue catalogue) {
        this.path = path;
        this.secretNames = catalogue.all().stream()
                .filter(Setting::isSecret)
                .map(Setting::name)
                .toList();
    }

    /** What the file holds, by name; problems are noted. */
    Map<String, RawValue> read() {
        switch (new SmallFile(path).readPrivate()) {
            case FileReading.Refused(String problem, String got, String expected) ->
                problems.add(new SettingProblem(NAME, "names a file that " + problem, got, expected));
            case FileReading.Read(String text) -> parse(text);
        }
        return problems.isEmpty() ? values : Map.of();
    }

    List<SettingProblem> problems() {
        return problems;
    }

    private void parse(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                refuse(parser, "names a file that is no JSON object");
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_STRING) {
                    refuse(parser, "names a file with an entry that is no text");
                    return;
                }
                add(name, parser.getText());
            }
            if (parser.nextToken() != null) {
                refuse(parser, "names a file with something after the JSON object");
            }
        } catch (JsonProcessingException malformed) {
            int line = malformed.getLocation() == null
                    ? 1
                    : malformed.getLocation().getLineNr();
            problems.add(new SettingProblem(
                    NAME, "names a file that is not JSON with each name once", path + " line " + line, EXPECTED));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void add(String name, String value) {
        if (!secretNames.contains(name)) {
            problems.add(new SettingProblem(
                    NAME,
                    "names a file with an unknown secret" + NearNames.question(name, secretNames),
                    name,
                    "the names of secrets: " + String.join(", ", secretNames)));
        } else if (!value.isEmpty()) {
            values.put(name, new RawValue(value, new SettingSource.SecretsFile(path)));
        }
    }

    private void refuse(JsonParser parser, String problem) {
        problems.add(new SettingProblem(
                NAME, problem, path + " line " + parser.currentTokenLocation().getLineNr(), EXPECTED));
    }
}
