package cab.infrastructure.config;

import java.nio.file.Path;
import java.util.Optional;

/** Where secrets may come from besides their own settings. */
public final class SecretSettings {

    public static final Setting<Optional<Path>> SECRETS_FILE = Setting.of(
            "SECRETS_FILE",
            TextTypes.path().orEmpty(),
            "",
            "A JSON file with secrets by name, such as {\"API_KEY\": \"…\", \"API_SECRET\": \"…\"}, that only its"
                    + " owner may read. A secret is taken from the first of NAME, NAME_FILE, NAME_B64 and this file.");

    static final SettingGroup GROUP = SettingGroup.of("Secrets", SECRETS_FILE);

    private SecretSettings() {}
}
