package cab.infrastructure.config;

import java.nio.file.Path;
import java.util.Optional;

/** The AI model. */
public final class AiSettings {

    public static final Setting<Optional<Path>> AI_MODEL_PATH = Setting.of(
                    "AI_MODEL_PATH",
                    TextTypes.path().orEmpty(),
                    "",
                    "The file of the model. Empty means that the technical signal counts alone.")
            .partOf(Capability.AI_SCORE);

    static final SettingGroup GROUP = SettingGroup.of("AI", AI_MODEL_PATH);

    private AiSettings() {}
}
