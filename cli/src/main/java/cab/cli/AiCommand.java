package cab.cli;

import cab.application.backtest.BacktestResult;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.model.ScoreQuality;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cab ai}: trains a model, and says whether it helps. */
@Command(
        name = "ai",
        description = "Trains a model on past candles, and says whether it helps: docs/ai.md.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(train | evaluate)",
        footer = {
            "",
            "Example: ./cab ai train --candles btc.csv.gz --timeframe 15m --model models/btc.onnx",
            "         ./cab ai evaluate --model models/btc.onnx --candles btc.csv.gz --symbol BTC/USDT"
        })
public final class AiCommand {

    private final AiProgram program;
    private final Terminal terminal;

    public AiCommand(AiProgram program, Terminal terminal) {
        this.program = program;
        this.terminal = terminal;
    }

    @Command(
            name = "train",
            description = "Trains a model and writes it as ONNX, with its features, its window of training and its"
                    + " validation beside it.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: ./cab ai train --candles btc.csv.gz --timeframe 15m --model models/btc.onnx"})
    int train(
            @Option(names = "--candles", required = true, paramLabel = "FILE", description = "Candle file.")
                    Path candles,
            @Option(
                            names = "--timeframe",
                            required = true,
                            paramLabel = "TIMEFRAME",
                            converter = TimeframeConverter.class,
                            description = "Length of the candles, as 15m.")
                    Timeframe timeframe,
            @Option(names = "--model", required = true, paramLabel = "FILE", description = "The file to write.")
                    Path model,
            @Option(
                            names = "--horizon",
                            defaultValue = "16",
                            description = "How many candles ahead a rise is looked for (default: 16).")
                    int horizon,
            @Option(
                            names = "--holdout",
                            defaultValue = "20",
                            description = "Percent at the end that the model never sees, for evaluate (default: 20).")
                    int holdout,
            @Option(names = "--folds", defaultValue = "5", description = "Blocks of the validation (default: 5).")
                    int folds,
            @Option(
                            names = "--embargo",
                            defaultValue = "96",
                            description = "Candles left out between training and what is scored (default: 96).")
                    int embargo,
            @Option(
                            names = "--penalty",
                            defaultValue = "0.01",
                            description = "On the squares of the weights, more than 0 (default: 0.01).")
                    double penalty,
            @Option(names = "--json", description = "Prints one JSON document.") boolean json) {
        AiProgram.Training training = program.train(
                new AiProgram.TrainingRequest(candles, timeframe, model, horizon, holdout, folds, embargo, penalty));
        training.notes().forEach(terminal.err()::println);
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("files", training.files().stream().map(Path::toString).toList());
            document.put("from", training.from().toString());
            document.put("to", training.to().toString());
            document.put("samples", training.samples());
            document.put("validation", document(training.validation()));
            document.put("elapsed_ms", training.elapsed().toMillis());
            JsonText.print(document, terminal.out());
            return ExitCode.HOLDS;
        }
        training.files().forEach(file -> terminal.out().println("wrote " + file));
        terminal.out()
                .println("trained on " + training.samples() + " candles from " + training.from() + " to "
                        + training.to() + " in " + training.elapsed().toMillis() + " ms");
        terminal.out().println("validated by walking forward: " + words(training.validation()));
        return ExitCode.HOLDS;
    }

    @Command(
            name = "evaluate",
            description = "Judges a model by candles that it was not trained on: its scores, and backtests with and"
                    + " without it.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: ./cab ai evaluate --model models/btc.onnx --candles btc.csv.gz --symbol BTC/USDT"})
    int evaluate(
            @Mixin EnvFileOption envFile,
            @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model.") Path model,
            @Option(names = "--candles", required = true, paramLabel = "FILE", description = "Candle file.")
                    Path candles,
            @Option(
                            names = "--symbol",
                            required = true,
                            paramLabel = "SYMBOL",
                            converter = SymbolConverter.class,
                            description = "What is traded, as BTC/USDT.")
                    Symbol symbol,
            @Option(
                            names = "--strategy",
                            split = ",",
                            paramLabel = "NAME",
                            description = "Strategies, in order (default: STRATEGY_SET).")
                    @Nullable List<String> strategies,
            @Option(
                            names = "--set",
                            paramLabel = "NAME=VALUE",
                            description = "A setting for both backtests; may be given several times.")
                    @Nullable Map<String, String> settings,
            @Option(names = "--json", description = "Prints one JSON document.") boolean json) {
        AiProgram.Evaluation evaluation = program.evaluate(new AiProgram.EvaluationRequest(
                envFile.file(),
                model,
                candles,
                symbol,
                Optional.ofNullable(strategies).orElse(List.of()),
                Optional.ofNullable(settings).orElse(Map.of())));
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("from", evaluation.from().toString());
            document.put("to", evaluation.to().toString());
            document.put("scores", document(evaluation.quality()));
            document.put("with", document(evaluation.with()));
            document.put("without", document(evaluation.without()));
            document.put("helps", evaluation.helps());
            document.put("verdict", evaluation.verdict());
            JsonText.print(document, terminal.out());
            return ExitCode.HOLDS;
        }
        terminal.out().println("new to the model: " + evaluation.from() + " to " + evaluation.to());
        terminal.out().println("scores: " + words(evaluation.quality()));
        for (ScoreQuality.Bin bin : evaluation.quality().bins()) {
            if (bin.samples() > 0) {
                terminal.out()
                        .println(String.format(
                                Locale.ROOT,
                                "  from %.1f: %d scores, %.3f on average, %.3f rose",
                                bin.from(),
                                bin.samples(),
                                bin.meanScore(),
                                bin.riseShare()));
            }
        }
        terminal.out().println("backtest with the model:    " + words(evaluation.with()));
        terminal.out().println("backtest without the model: " + words(evaluation.without()));
        terminal.out().println(evaluation.verdict());
        return ExitCode.HOLDS;
    }

    private static String words(ScoreQuality quality) {
        return String.format(
                Locale.ROOT,
                "AUC %.4f over %d candles (0.5 is chance), Brier %.5f (%.5f without a model), %.1f %% rose",
                quality.auc(),
                quality.samples(),
                quality.brier(),
                quality.brierOfShare(),
                quality.riseShare() * 100);
    }

    private static String words(BacktestResult result) {
        return String.format(
                Locale.ROOT,
                "return %.2f %%, max drawdown %.2f %%, %d trades, buy and hold %.2f %%",
                result.returnPercent(),
                result.maxDrawdownPercent(),
                result.trades(),
                result.buyAndHoldPercent());
    }

    private static Map<String, Object> document(ScoreQuality quality) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("samples", quality.samples());
        document.put("rise_share", quality.riseShare());
        document.put("auc", quality.auc());
        document.put("brier", quality.brier());
        document.put("brier_of_share", quality.brierOfShare());
        document.put(
                "bins",
                quality.bins().stream()
                        .map(bin -> Map.of(
                                "from",
                                bin.from(),
                                "samples",
                                bin.samples(),
                                "mean_score",
                                bin.meanScore(),
                                "rise_share",
                                bin.riseShare()))
                        .toList());
        return document;
    }

    private static Map<String, Object> document(BacktestResult result) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("from", result.from().toString());
        document.put("trades", result.trades());
        document.put("return_percent", result.returnPercent());
        document.put("max_drawdown_percent", result.maxDrawdownPercent());
        document.put("decision_hash", result.decisionHash());
        return document;
    }
}
