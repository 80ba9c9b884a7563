package cab.infrastructure.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cab.domain.feature.FeatureList;
import cab.domain.feature.FeaturePipeline;
import cab.domain.market.Timeframe;
import cab.domain.model.FeatureScorer;
import cab.domain.model.LogisticModel;
import cab.domain.model.Scaling;
import cab.domain.model.ScoreQuality;
import cab.domain.model.ScoredOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model is read as it was written, and one that does not belong to this program is refused. */
final class ModelFileTest {

    private static final long SEED = 20_260_904L;
    private static final FeatureList FEATURES = FeaturePipeline.list(Timeframe.H1);

    @TempDir
    private Path directory;

    @Test
    void aModelIsReadAsItWasWritten() throws IOException, UnusableModel {
        LogisticModel model = model(FEATURES.size());
        ModelFile file = written(model);

        ModelFile.Opened opened = file.open(Optional.empty());

        assertThat(opened.card()).isEqualTo(card());
        for (double[] features : rows(FEATURES.size())) {
            assertThat(opened.scorer().score(features))
                    .as("seed %d", SEED)
                    .isCloseTo(model.score(features), within(1e-5));
        }
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void theOnnxRuntimeGivesTheSameScores() throws IOException, UnusableModel {
        Optional<Path> addons = addons();
        assumeTrue(addons.isPresent(), "no ONNX runtime: see CAB_ADDONS");
        LogisticModel model = model(FEATURES.size());
        ModelFile file = written(model);

        FeatureScorer scorer = OnnxRuntimeAddon.open(addons, file.onnx(), FEATURES.size());

        for (double[] features : rows(FEATURES.size())) {
            assertThat(scorer.score(features)).as("seed %d", SEED).isCloseTo(model.score(features), within(1e-5));
        }
    }

    @Test
    void theOnnxRuntimeRefusesAModelOfAnotherWidth() throws IOException {
        Optional<Path> addons = addons();
        assumeTrue(addons.isPresent(), "no ONNX runtime: see CAB_ADDONS");
        ModelFile file = written(model(FEATURES.size()));

        assertThatThrownBy(() -> OnnxRuntimeAddon.open(addons, file.onnx(), FEATURES.size() + 1))
                .isInstanceOf(UnusableModel.class)
                .hasMessageContaining("cannot be run");
    }

    @Test
    void aModelOfAnotherFeatureVersionIsRefused() throws IOException {
        ModelFile file = written(model(FEATURES.size()));
        replaceInCard(file, "\"version\" : 1", "\"version\" : 2");

        assertRefused(
                file, "model.json was trained on features of version 2, this program makes version 1: train it anew");
    }

    @Test
    void aModelOfOtherFeaturesIsRefused() throws IOException {
        ModelFile file = written(model(FEATURES.size()));
        replaceInCard(file, "\"1h.rsi_14\"", "\"1h.rsi_21\"");

        assertRefused(file, "was trained on other features");
    }

    @Test
    void aModelOfAnotherWidthThanItsCardIsRefused() throws IOException {
        assertRefused(written(model(FEATURES.size() - 1)), "takes 23 features, model.json names 24");
    }

    @Test
    void filesThatAreMissingOrDamagedAreRefusedByName() throws IOException {
        ModelFile file = written(model(FEATURES.size()));
        byte[] whole = Files.readAllBytes(file.onnx());

        Path _ = Files.write(file.onnx(), Arrays.copyOf(whole, whole.length - 3));
        assertRefused(file, "model.onnx is no ONNX model: a field is longer than its message");
        Files.delete(file.onnx());
        assertRefused(file, "model.onnx is missing");
        Path _ = Files.writeString(file.card(), "{");
        assertRefused(file, "model.json is no JSON");
        Files.delete(file.card());
        assertRefused(file, "model.json is missing");
    }

    @Test
    void aModelOfSomebodyElseNeedsTheRuntime() throws IOException {
        ModelFile file = written(model(FEATURES.size()));
        byte[] others = new String(Files.readAllBytes(file.onnx()), StandardCharsets.ISO_8859_1)
                .replace("crypto-ai-bot", "another-maker")
                .getBytes(StandardCharsets.ISO_8859_1);
        Path _ = Files.write(file.onnx(), others);

        assertRefused(file, "was not made by 'cab ai train': it needs onnxruntime-VERSION.jar in ADDONS_DIR");
    }

    private static void assertRefused(ModelFile file, String reason) {
        assertThatThrownBy(() -> file.open(Optional.empty()))
                .isInstanceOf(UnusableModel.class)
                .hasMessageContaining(reason);
    }

    private static void replaceInCard(ModelFile file, String old, String other) throws IOException {
        String text = Files.readString(file.card());
        assertThat(text).contains(old);
        Path _ = Files.writeString(file.card(), text.replace(old, other));
    }

    private ModelFile written(LogisticModel model) throws IOException {
        ModelFile file = new ModelFile(directory.resolve("model.onnx"));
        file.write(model, card());
        return file;
    }

    private static ModelCard card() {
        ScoreQuality quality = ScoreQuality.of(List.of(new ScoredOutcome(0.4, true), new ScoredOutcome(0.6, false)));
        return new ModelCard(
                FEATURES,
                16,
                Instant.parse("2024-01-01T00:00:00Z"),
                Instant.parse("2024-06-01T00:00:00Z"),
                1_000,
                new ScoreQuality(2, quality.riseShare(), quality.auc(), quality.brier(), 0.25, List.of()));
    }

    private static LogisticModel model(int width) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = random.doubles(width, -1, 1).toArray();
        double[] deviations = random.doubles(width, 0.1, 2).toArray();
        return new LogisticModel(
                Scaling.of(means, deviations), random.doubles(width, -0.5, 0.5).toArray(), -0.1);
    }

    /** Some of them far out, where the clipping counts. */
    private static List<double[]> rows(int width) {
        SplittableRandom random = new SplittableRandom(SEED + 1);
        return IntStream.range(0, 100)
                .mapToObj(row -> random.doubles(width, -1 - row, 1 + row).toArray())
                .toList();
    }

    /** Where the jar of the runtime is, when {@code CAB_ADDONS} says so. */
    private static Optional<Path> addons() {
        String configured = System.getenv("CAB_ADDONS");
        return configured == null ? Optional.empty() : Optional.of(Path.of(configured));
    }
}
