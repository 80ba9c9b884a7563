package cab.infrastructure.config;

import cab.infrastructure.secrets.FileReading;
import cab.infrastructure.secrets.SmallFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a secret under its names: the value, a file, base64, then SECRETS_FILE. The first that is not empty counts; one
 * that counts and cannot be used is a problem, not a reason to look further. Owned by one thread.
 */
final class SecretLookup {

    private static final String ONE_LINE_OF_TEXT = "a file with nothing but the secret";

    private final Map<String, RawValue> raw;
    private final Map<String, RawValue> secretsFile;
    private final List<SettingProblem> problems = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    /**
     * @param raw everything that was written, by name
     * @param secretsFile what SECRETS_FILE holds, by name
     */
    SecretLookup(Map<String, RawValue> raw, Map<String, RawValue> secretsFile) {
        this.raw = raw;
        this.secretsFile = secretsFile;
    }

    List<SettingProblem> problems() {
        return problems;
    }

    List<String> notices() {
        return notices;
    }

    /** The text of a secret; empty when it is not given, or when a problem was noted. */
    Optional<RawValue> find(Setting<?> setting) {
        List<Given> given = given(setting);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Given first = given.getFirst();
        given.stream()
                .skip(1)
                .forEach(unused -> notices.add(setting + " is taken from " + first.name() + "; " + unused.name()
                        + " gives it too and is not used"));
        return switch (first.form()) {
            case VALUE -> Optional.of(first.value());
            case FILE -> readFile(first.name(), first.value());
            case BASE64 -> decode(first.name(), first.value());
        };
    }

    /** All places that give the secret, the one that counts first. */
    private List<Given> given(Setting<?> setting) {
        List<Given> given = new ArrayList<>();
        for (SecretForm form : SecretForm.values()) {
            String name = form.nameFor(setting);
            RawValue value = raw.get(name);
            if (value != null && !value.text().isEmpty()) {
                given.add(new Given(name, form, value));
            }
        }
        RawValue shared = secretsFile.get(setting.name());
        if (shared != null) {
            given.add(new Given(SecretSettings.SECRETS_FILE.name(), SecretForm.VALUE, shared));
        }
        return given;
    }

    private Optional<RawValue> readFile(String name, RawValue pointer) {
        Path path;
        try {
            path = Path.of(pointer.text());
        } catch (InvalidPathException malformed) {
            return refuse(name, "is not a path", pointer.text(), ONE_LINE_OF_TEXT);
        }
        return switch (new SmallFile(path).readPrivate()) {
            case FileReading.Refused(String problem, String got, String expected) ->
                refuse(name, "names a file that " + problem, got, expected);
            case FileReading.Read(String text) -> {
                String secret = withoutLineEnd(text);
                yield secret.isEmpty()
                        ? refuse(name, "names a file that is empty", path.toString(), ONE_LINE_OF_TEXT)
                        : Optional.of(new RawValue(secret, new SettingSource.SecretFile(name, path)));
            }
        };
    }

    private Optional<RawValue> decode(String name, RawValue encoded) {
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded.text());
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            String secret = withoutLineEnd(text);
            return secret.isEmpty()
                    ? refuse(name, "is empty once decoded", "***", "the secret in base64")
                    : Optional.of(new RawValue(secret, new SettingSource.Base64Text(name, encoded.source())));
        } catch (IllegalArgumentException notBase64) {
            return refuse(name, "is not base64", "***", "the secret in base64");
        } catch (CharacterCodingException notUtf8) {
            return refuse(name, "is not text once decoded", "***", "the secret in base64");
        }
    }

    private Optional<RawValue> refuse(String name, String problem, String got, String expected) {
        problems.add(new SettingProblem(name, problem, got, expected));
        return Optional.empty();
    }

    /** Editors and {@code echo} end a file with a line break that is not part of the secret; only one is taken off. */
    private static String withoutLineEnd(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /** One place that gives a secret: its name, how the secret is written there, and what stands there. */
    private record Given(String name, SecretForm form, RawValue value) {}
}
