package cab.cli;

import cab.application.backtest.BacktestReport;
import cab.application.backtest.BacktestResult;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trading cycle over past candles. */
@FunctionalInterface
public interface BacktestProgram {

    /** Runs it, and again at other costs. */
    Outcome run(Request request);

    /**
     * What to test.
     *
     * @param envFile the settings file, when one was named
     * @param candles which candles
     * @param symbol what is traded
     * @param timeframe of the candles
     * @param strategies names of the strategies; those of the settings when empty
     * @param overrides settings that hold for this run, by name
     */
    record Request(
            Optional<Path> envFile,
            CandleSelection candles,
            Symbol symbol,
            Timeframe timeframe,
            List<String> strategies,
            Map<String, String> overrides) {

        public Request {
            strategies = List.copyOf(strategies);
            overrides = Map.copyOf(overrides);
        }

        /** The same over all candles of a file. */
        public Request(
                Optional<Path> envFile,
                Path file,
                Symbol symbol,
                Timeframe timeframe,
                List<String> strategies,
                Map<String, String> overrides) {
            this(envFile, CandleSelection.ofFile(file), symbol, timeframe, strategies, overrides);
        }
    }

    /**
     * What came of it.
     *
     * @param report the report
     * @param elapsed the time the run took, reading the file and runs at other costs not included
     * @param notes what the user should know of the data: gaps, for example
     */
    record Outcome(BacktestReport report, Duration elapsed, List<String> notes) {

        public Outcome {
            notes = List.copyOf(notes);
        }

        /** What happened. */
        public BacktestResult result() {
            return report.result();
        }

        /** Candles played in a second of the run. */
        public double candlesPerSecond() {
            return result().candles() * 1e9 / Math.max(1, elapsed.toNanos());
        }
    }
}
