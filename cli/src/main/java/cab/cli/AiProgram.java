package cab.cli;

import cab.application.backtest.BacktestResult;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.model.ScoreQuality;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Training and judging a model. Both throw {@link Refusal} when they cannot do what was asked. */
public interface AiProgram {

    Training train(TrainingRequest request);

    Evaluation evaluate(EvaluationRequest request);

    /**
     * What to train on.
     *
     * @param candles the candle file
     * @param timeframe of the candles
     * @param model the file to write
     * @param horizonCandles how far ahead a rise is looked for
     * @param holdoutPercent share of the samples at the end that is kept for {@code evaluate}, 0..90
     * @param folds blocks of the validation
     * @param embargoCandles left out between training and what is scored
     * @param penalty on the squares of the weights, more than 0
     */
    record TrainingRequest(
            Path candles,
            Timeframe timeframe,
            Path model,
            int horizonCandles,
            int holdoutPercent,
            int folds,
            int embargoCandles,
            double penalty) {}

    /**
     * What came of a training.
     *
     * @param files that were written
     * @param from opening of the first candle it was trained on
     * @param to close of the last candle it knows anything of
     * @param samples how many
     * @param validation of the walk forward
     * @param elapsed the time it took
     * @param notes what the user should know of the data
     */
    record Training(
            List<Path> files,
            Instant from,
            Instant to,
            int samples,
            ScoreQuality validation,
            Duration elapsed,
            List<String> notes) {

        public Training {
            files = List.copyOf(files);
            notes = List.copyOf(notes);
        }
    }

    /**
     * What to judge.
     *
     * @param envFile the settings file, when one was named
     * @param model the file of the model
     * @param candles the candle file, with candles that are later than those it was trained on
     * @param symbol what is traded in the backtests
     * @param strategies names of the strategies; those of the settings when empty
     * @param overrides settings that hold for both backtests, by name
     */
    record EvaluationRequest(
            Optional<Path> envFile,
            Path model,
            Path candles,
            Symbol symbol,
            List<String> strategies,
            Map<String, String> overrides) {

        public EvaluationRequest {
            strategies = List.copyOf(strategies);
            overrides = Map.copyOf(overrides);
        }
    }

    /**
     * What came of it.
     *
     * @param quality of the scores of candles that are new to the model
     * @param from opening of the first of them
     * @param to close of the last
     * @param with the backtest that asks the model
     * @param without the one that does not
     * @param verdict whether it helps, in one sentence
     * @param helps the same as yes or no
     */
    record Evaluation(
            ScoreQuality quality,
            Instant from,
            Instant to,
            BacktestResult with,
            BacktestResult without,
            String verdict,
            boolean helps) {}
}
