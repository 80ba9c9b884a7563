package cab.infrastructure.model;

import cab.domain.model.FeatureScorer;
import cab.domain.model.LogisticModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A model in its files: {@code NAME.onnx}, and {@code NAME.json} beside it, which says what it was trained on. Models
 * of this program are run by it; others by the ONNX runtime, where it is in the directory of add-ons. Immutable.
 */
public final class ModelFile {

    private static final long BYTES_MAX = 256L << 20;
    private static final String SUFFIX = ".onnx";

    private final Path onnx;
    private final Path card;

    /** A model that may not exist yet; the name of its file ends with {@code .onnx}. */
    public ModelFile(Path onnx) {
        String name = onnx.toAbsolutePath().getFileName().toString();
        String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        this.onnx = onnx;
        this.card = onnx.resolveSibling(stem + ".json");
    }

    public Path onnx() {
        return onnx;
    }

    /** The file beside it. */
    public Path card() {
        return card;
    }

    /** Writes both files, each whole or not at all. */
    public void write(LogisticModel model, ModelCard details) throws IOException {
        Path directory = onnx.toAbsolutePath().getParent();
        if (directory != null) {
            Path _ = Files.createDirectories(directory);
        }
        replace(onnx, LogisticOnnx.write(model));
        replace(card, ModelCardJson.write(details, model).getBytes(StandardCharsets.UTF_8));
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Path _ = Files.write(whole, content);
        Path _ = Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Opens a model for use.
     *
     * @param addons where the ONNX runtime may be
     * @throws UnusableModel with the reason
     */
    public Opened open(Optional<Path> addons) throws UnusableModel {
        ModelCard details = readCard();
        int width = details.features().size();
        Optional<LogisticModel> own = ownModel();
        if (own.isEmpty()) {
            return new Opened(details, OnnxRuntimeAddon.open(addons, onnx, width));
        }
        LogisticModel model = own.get();
        if (model.scaling().width() != width) {
            throw new UnusableModel(onnx.getFileName() + " takes "
                    + model.scaling().width() + " features, " + card.getFileName() + " names " + width);
        }
        return new Opened(details, model);
    }

    private ModelCard readCard() throws UnusableModel {
        try {
            return ModelCardJson.read(new String(bytes(card), StandardCharsets.UTF_8));
        } catch (UnusableModel unusable) {
            throw new UnusableModel(card.getFileName() + " " + unusable.reason());
        }
    }

    private Optional<LogisticModel> ownModel() throws UnusableModel {
        try {
            return LogisticOnnx.read(bytes(onnx));
        } catch (UnusableModel unusable) {
            throw new UnusableModel(onnx.getFileName() + " " + unusable.reason());
        } catch (IllegalArgumentException | ArithmeticException broken) {
            throw new UnusableModel(onnx.getFileName() + " is no ONNX model: " + broken.getMessage());
        }
    }

    private static byte[] bytes(Path file) throws UnusableModel {
        try {
            if (!Files.isRegularFile(file)) {
                throw new UnusableModel("is missing");
            }
            if (Files.size(file) > BYTES_MAX) {
                throw new UnusableModel("is larger than " + (BYTES_MAX >> 20) + " MiB");
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UnusableModel("cannot be read: " + unreadable);
        }
    }

    /**
     * A model that can be used. Immutable.
     *
     * @param card what it was trained on
     * @param scorer the model
     */
    public record Opened(ModelCard card, FeatureScorer scorer) {}
}
