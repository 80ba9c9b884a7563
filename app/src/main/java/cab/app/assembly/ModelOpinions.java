package cab.app.assembly;

import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.domain.market.Timeframe;
import cab.domain.model.ModelOpinion;
import cab.domain.signal.SecondOpinion;
import cab.infrastructure.config.AiSettings;
import cab.infrastructure.config.Settings;
import cab.infrastructure.model.ModelFile;
import cab.infrastructure.model.UnusableModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The second opinions of the model that the settings name. */
final class ModelOpinions {

    private ModelOpinions() {}

    /**
     * Opens the model; without one there are no second opinions.
     *
     * @throws Refusal in one line when it cannot be used
     */
    static SecondOpinions of(Settings settings) {
        Optional<Path> path = settings.get(AiSettings.AI_MODEL_PATH);
        if (path.isEmpty()) {
            return SecondOpinions.none();
        }
        ModelFile.Opened model = open(path.get(), settings.get(AiSettings.ADDONS_DIR));
        return new SecondOpinions((symbol, timeframe) -> Optional.of(opinion(path.get(), model, timeframe)));
    }

    private static ModelFile.Opened open(Path path, Optional<Path> addons) {
        try {
            return new ModelFile(path).open(addons);
        } catch (UnusableModel unusable) {
            throw refusal(unusable.reason(), path);
        }
    }

    private static SecondOpinion opinion(Path path, ModelFile.Opened model, Timeframe timeframe) {
        Timeframe base = model.card().features().base();
        if (base != timeframe) {
            throw refusal("was trained on candles of " + base + ", candles of " + timeframe + " are traded", path);
        }
        return new ModelOpinion(base, model.scorer());
    }

    private static Refusal refusal(String reason, Path path) {
        return new Refusal(
                ExitCode.CONFIGURATION,
                List.of("AI_MODEL_PATH: " + reason + " (got " + path + "; expected a model of 'cab ai train')"));
    }
}
