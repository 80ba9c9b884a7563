package cab.cli;

import cab.application.backtest.PortfolioReport;
import cab.application.backtest.PortfolioResult;
import java.time.Duration;
import java.util.List;

/** The trading cycles of several symbols over past candles, with one capital. */
@FunctionalInterface
public interface PortfolioProgram {

    /**
     * Runs them together, and again at other costs.
     *
     * @param symbols what is to be tested, at least two; they differ in symbol and candles alone
     */
    Outcome run(List<BacktestProgram.Request> symbols);

    /**
     * What came of it.
     *
     * @param report the report
     * @param elapsed the time the run took, reading files and runs at other costs not included
     * @param notes what the user should know of the data: gaps, for example
     */
    record Outcome(PortfolioReport report, Duration elapsed, List<String> notes) {

        public Outcome {
            notes = List.copyOf(notes);
        }

        /** What happened. */
        public PortfolioResult result() {
            return report.result();
        }

        /** Candles played in a second of the run, all symbols together. */
        public double candlesPerSecond() {
            return result().played() * 1e9 / Math.max(1, elapsed.toNanos());
        }
    }
}
