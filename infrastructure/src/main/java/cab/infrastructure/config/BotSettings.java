package cab.infrastructure.config;

import java.nio.file.Path;
import java.util.Optional;

/** Many bots. */
public final class BotSettings {

    public static final Setting<Optional<Path>> BOTS_FILE = Setting.of(
                    "BOTS_FILE",
                    TextTypes.path().orEmpty(),
                    "",
                    "The YAML file that declares named bots. Empty means none beside the symbols above.")
            .partOf(Capability.MANY_BOTS);

    static final SettingGroup GROUP = SettingGroup.of("Bots", BOTS_FILE);

    private BotSettings() {}
}
