package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cab.cli.AiProgram;
import cab.cli.Refusal;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From candles to a model, and from the model to an honest sentence. */
final class AiRunnerTest {

    private static final long SEED = 20_260_905L;

    @TempDir
    private Path directory;

    private final AiRunner runner = new AiRunner(new SettingsReader(Map.of("STRATEGIES_DIR", "")));

    @Test
    void aModelOfARandomWalkIsSaidNotToHelp() throws IOException {
        Path candles = walk(6_000);

        AiProgram.Training training = runner.train(request(candles, 20));
        AiProgram.Evaluation evaluation = runner.evaluate(evaluation(candles));

        assertThat(training.files()).allSatisfy(file -> assertThat(file).isRegularFile());
        assertThat(training.validation().auc()).as("seed %d", SEED).isCloseTo(0.5, within(0.08));
        assertThat(evaluation.from()).isAfterOrEqualTo(training.to());
        assertThat(evaluation.helps()).isFalse();
        assertThat(evaluation.verdict()).startsWith("The model does not help").endsWith(".");
        assertThat(evaluation.with().candles()).isEqualTo(evaluation.without().candles());
    }

    @Test
    void theSameCandlesGiveTheSameModel() throws IOException {
        Path candles = walk(6_000);
        List<Path> files = runner.train(request(candles, 20)).files();
        byte[] first = Files.readAllBytes(files.getFirst());
        String card = Files.readString(files.getLast());

        AiProgram.Training _ = runner.train(request(candles, 20));

        assertThat(files.getFirst()).hasBinaryContent(first);
        assertThat(files.getLast()).hasContent(card);
    }

    @Test
    void aModelThatHasSeenAllCandlesIsNotJudgedByThem() throws IOException {
        Path candles = walk(6_000);
        AiProgram.Training _ = runner.train(request(candles, 0));

        assertThatThrownBy(() -> runner.evaluate(evaluation(candles)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("has no candles that are new to model.onnx");
    }

    @Test
    void tooFewCandlesAreRefused() throws IOException {
        Path candles = walk(2_000);

        assertThatThrownBy(() -> runner.train(request(candles, 20)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("candles to train on, 1000 are needed");
    }

    @Test
    void aModelOfAnotherTimeframeStopsTheStartInOneLine() throws IOException {
        AiProgram.Training _ = runner.train(request(walk(6_000), 20));
        var settings = new SettingsReader(Map.of("STRATEGIES_DIR", "", "AI_MODEL_PATH", model().toString()))
                .read(Optional.empty());

        assertThatThrownBy(() -> ModelOpinions.of(settings).of(Symbol.of("BTC/USDT"), Timeframe.M15))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("AI_MODEL_PATH: was trained on candles of 1h, candles of 15m are traded (got ");
        assertThat(ModelOpinions.of(settings).of(Symbol.of("BTC/USDT"), Timeframe.H1))
                .isPresent();
    }

    @Test
    void aModelThatIsMissingStopsTheStartInOneLine() {
        var settings = new SettingsReader(Map.of("STRATEGIES_DIR", "", "AI_MODEL_PATH", model().toString()))
                .read(Optional.empty());

        assertThatThrownBy(() -> ModelOpinions.of(settings))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("AI_MODEL_PATH: model.json is missing (got ");
    }

    private AiProgram.TrainingRequest request(Path candles, int holdout) {
        return new AiProgram.TrainingRequest(candles, Timeframe.H1, model(), 4, holdout, 3, 24, 0.01);
    }

    private AiProgram.EvaluationRequest evaluation(Path candles) {
        return new AiProgram.EvaluationRequest(
                Optional.empty(), model(), candles, Symbol.of("BTC/USDT"), List.of("ema_cross"), Map.of());
    }

    private Path model() {
        return directory.resolve("model.onnx");
    }

    private Path walk(int count) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        StringBuilder csv = new StringBuilder("timestamp_ms,open,high,low,close,volume\n");
        double close = 30_000;
        for (int index = 0; index < count; index++) {
            double open = close;
            close = open * Math.exp((random.nextDouble() - 0.5) * 0.02);
            csv.append(String.format(
                    Locale.ROOT,
                    "%d,%.2f,%.2f,%.2f,%.2f,%.3f%n",
                    1_600_000_000_000L / 86_400_000L * 86_400_000L + index * Timeframe.H1.lengthMs(),
                    open,
                    Math.max(open, close) + 1,
                    Math.min(open, close) - 1,
                    close,
                    random.nextDouble() * 10));
        }
        return Files.writeString(directory.resolve("walk.csv"), csv);
    }
}
