package cab.app.assembly;

import cab.application.backtest.BacktestResult;
import cab.cli.AiProgram;
import cab.cli.BacktestProgram;
import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.domain.feature.FeaturePipeline;
import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import cab.domain.model.FeatureScorer;
import cab.domain.model.LogisticModel;
import cab.domain.model.LogisticRegression;
import cab.domain.model.Sample;
import cab.domain.model.Samples;
import cab.domain.model.ScoreQuality;
import cab.domain.model.ScoredOutcome;
import cab.domain.model.WalkForward;
import cab.infrastructure.config.AiSettings;
import cab.infrastructure.config.Settings;
import cab.infrastructure.marketdata.CandleFile;
import cab.infrastructure.marketdata.CandleFileOutcome;
import cab.infrastructure.marketdata.CandleGaps;
import cab.infrastructure.model.ModelCard;
import cab.infrastructure.model.ModelFile;
import cab.infrastructure.model.UnusableModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trains and judges models for the command line. */
public final class AiRunner implements AiProgram {

    /** With fewer, what is found is chance. */
    private static final int SAMPLES_MIN = 1_000;

    private static final int HOLDOUT_MAX = 90;

    private final SettingsReader reader;

    public AiRunner(SettingsReader reader) {
        this.reader = reader;
    }

    @Override
    public Training train(TrainingRequest request) {
        check(request);
        long startedAt = System.nanoTime();
        CandleSeries candles = read(request.candles(), request.timeframe());
        List<Sample> samples = Samples.of(candles, request.horizonCandles());
        WalkForward walk = new WalkForward(request.folds(), request.horizonCandles(), request.embargoCandles());
        int kept = (int) ((long) samples.size() * (100 - request.holdoutPercent()) / 100);
        List<Sample> training = kept == samples.size()
                ? samples
                : walk.knownBefore(samples, samples.get(kept).candle());
        if (training.size() < SAMPLES_MIN) {
            throw refusal(request.candles().getFileName() + " has " + training.size() + " candles to train on, "
                    + SAMPLES_MIN + " are needed; the first "
                    + FeaturePipeline.warmUp(request.timeframe()) + " warm the features up");
        }
        LogisticRegression regression = new LogisticRegression(request.penalty());
        List<ScoredOutcome> scored = walk.validate(training, regression);
        if (scored.isEmpty()) {
            throw refusal("nothing is left to validate with: horizon and embargo are too long for " + training.size()
                    + " candles");
        }
        LogisticModel model = regression.train(training);
        ModelCard card = new ModelCard(
                FeaturePipeline.list(request.timeframe()),
                request.horizonCandles(),
                Instant.ofEpochMilli(candles.openTimeMs(training.getFirst().candle())),
                Instant.ofEpochMilli(candles.closeTimeMs(training.getLast().candle() + request.horizonCandles())),
                training.size(),
                ScoreQuality.of(scored));
        ModelFile file = new ModelFile(request.model());
        write(file, model, card);
        return new Training(
                List.of(file.onnx(), file.card()),
                card.trainedFrom(),
                card.trainedTo(),
                card.samples(),
                card.validation(),
                Duration.ofNanos(System.nanoTime() - startedAt),
                List.of());
    }

    private static void check(TrainingRequest request) {
        require(request.model().toString().endsWith(".onnx"), "--model must end with .onnx, was " + request.model());
        require(request.horizonCandles() >= 1, "--horizon must be 1 or more, was " + request.horizonCandles());
        require(
                request.holdoutPercent() >= 0 && request.holdoutPercent() <= HOLDOUT_MAX,
                "--holdout must be within 0.." + HOLDOUT_MAX + ", was " + request.holdoutPercent());
        require(request.folds() >= 1, "--folds must be 1 or more, was " + request.folds());
        require(request.embargoCandles() >= 0, "--embargo must be 0 or more, was " + request.embargoCandles());
        require(
                request.penalty() > 0 && request.penalty() < Double.POSITIVE_INFINITY,
                "--penalty must be more than 0, was " + request.penalty());
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new Refusal(ExitCode.USAGE, List.of("cab: " + message));
        }
    }

    private static void write(ModelFile file, LogisticModel model, ModelCard card) {
        try {
            file.write(model, card);
        } catch (IOException unwritable) {
            throw refusal("cannot write " + file.onnx() + ": " + unwritable);
        }
    }

    @Override
    public Evaluation evaluate(EvaluationRequest request) {
        Settings settings = reader.read(request.envFile(), request.overrides());
        ModelFile.Opened model = open(request.model(), settings);
        ModelCard card = model.card();
        CandleSeries candles = read(request.candles(), card.features().base());
        int first = candles.indexAtOrAfter(card.trainedTo().toEpochMilli());
        List<Sample> unseen = Samples.of(candles, card.horizonCandles()).stream()
                .filter(sample -> sample.candle() >= first)
                .toList();
        if (unseen.isEmpty()) {
            throw refusal(request.candles().getFileName() + " has no candles that are new to "
                    + request.model().getFileName() + ", which knows everything up to " + card.trainedTo()
                    + ": give later ones, or train with --holdout");
        }
        ScoreQuality quality = ScoreQuality.of(scored(unseen, model.scorer()));
        int warmUp = FeaturePipeline.warmUp(card.features().base());
        CandleSeries part = candles.slice(Math.max(0, first - warmUp), candles.size());
        BacktestResult with =
                backtest(request, card.features().base(), part, request.model().toString());
        BacktestResult without = backtest(request, card.features().base(), part, "");
        ModelVerdict verdict = ModelVerdict.of(
                quality,
                card.horizonCandles(),
                with.decisionHash().equals(without.decisionHash()),
                with.returnPercent(),
                without.returnPercent());
        return new Evaluation(
                quality,
                Instant.ofEpochMilli(candles.openTimeMs(unseen.getFirst().candle())),
                Instant.ofEpochMilli(candles.closeTimeMs(unseen.getLast().candle() + card.horizonCandles())),
                with,
                without,
                verdict.words(),
                verdict.helps());
    }

    private static List<ScoredOutcome> scored(List<Sample> samples, FeatureScorer scorer) {
        return samples.stream().map(sample -> sample.scoredBy(scorer)).toList();
    }

    private static ModelFile.Opened open(Path path, Settings settings) {
        try {
            return new ModelFile(path).open(settings.get(AiSettings.ADDONS_DIR));
        } catch (UnusableModel unusable) {
            throw refusal(unusable.reason());
        }
    }

    private BacktestResult backtest(
            EvaluationRequest request, Timeframe timeframe, CandleSeries candles, String model) {
        Map<String, String> overrides = new HashMap<>(request.overrides());
        overrides.put(AiSettings.AI_MODEL_PATH.name(), model);
        return new BacktestRunner(reader)
                .prepare(
                        new BacktestProgram.Request(
                                request.envFile(),
                                request.candles(),
                                request.symbol(),
                                timeframe,
                                request.strategies(),
                                overrides),
                        new CandleSupply.Supply(candles, List.of()))
                .run()
                .result();
    }

    private static CandleSeries read(Path file, Timeframe timeframe) {
        return switch (new CandleFile(file).read(timeframe)) {
            case CandleFileOutcome.Refused refused -> throw refusal(refused.message());
            case CandleFileOutcome.Read(CandleSeries candles, CandleGaps _) -> candles;
        };
    }

    private static Refusal refusal(String reason) {
        return new Refusal(ExitCode.DOES_NOT_HOLD, List.of("cab: " + reason));
    }
}
