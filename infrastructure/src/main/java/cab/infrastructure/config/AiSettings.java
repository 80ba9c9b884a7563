package cab.infrastructure.config;

import java.nio.file.Path;
import java.util.Optional;

/** The AI model. */
public final class AiSettings {

    public static final Setting<Optional<Path>> AI_MODEL_PATH = Setting.of(
                    "AI_MODEL_PATH",
                    TextTypes.path().orEmpty(),
                    "",
                    "The file of the model, NAME.onnx with NAME.json beside it, as 'cab ai train' writes it. One that was"
                            + " trained on other features than this program makes stops the start. Empty means that the technical signal counts alone.")
            .partOf(Capability.AI_SCORE);

    public static final Setting<Optional<Path>> ADDONS_DIR = Setting.of(
                    "ADDONS_DIR",
                    TextTypes.path().orEmpty(),
                    "./addons",
                    "The directory of large libraries that are not part of the program: onnxruntime-VERSION.jar, which"
                            + " runs models that 'cab ai train' did not make. Empty means none.")
            .partOf(Capability.AI_SCORE);

    static final SettingGroup GROUP = SettingGroup.of("AI", AI_MODEL_PATH, ADDONS_DIR);

    private AiSettings() {}
}
