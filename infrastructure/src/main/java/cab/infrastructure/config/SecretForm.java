package cab.infrastructure.config;

import java.util.Arrays;
import java.util.List;

/** The names under which a secret can be given, in order of precedence; SECRETS_FILE comes after them. */
enum SecretForm {
    /** The secret itself. */
    VALUE(""),
    /** A file with the secret and nothing else. */
    FILE("_FILE"),
    /** The secret in base64. */
    BASE64("_B64");

    private final String suffix;

    SecretForm(String suffix) {
        this.suffix = suffix;
    }

    String nameFor(Setting<?> setting) {
        return setting.name() + suffix;
    }

    /** Every name of {@code setting}: one, or all forms of a secret. */
    static List<String> namesOf(Setting<?> setting) {
        return setting.isSecret()
                ? Arrays.stream(values()).map(form -> form.nameFor(setting)).toList()
                : List.of(setting.name());
    }
}
