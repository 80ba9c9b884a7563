package cab.infrastructure.config;

import cab.infrastructure.secrets.SmallFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Env files that hold secrets and that others than their owner may read or write. */
final class ExposedFiles {

    private ExposedFiles() {}

    /** The permissions of each, written {@code rw-r--r--}, by path. */
    static Map<Path, String> in(Settings settings) {
        Map<Path, String> exposed = new TreeMap<>();
        for (ResolvedValue<?> resolved : settings.all()) {
            SettingSource source =
                    resolved.source() instanceof SettingSource.Base64Text base64 ? base64.holder() : resolved.source();
            if (resolved.setting().isSecret() && source instanceof SettingSource.EnvFileLine line) {
                new SmallFile(line.file()).exposure().ifPresent(permissions -> exposed.put(line.file(), permissions));
            }
        }
        return exposed;
    }
}
