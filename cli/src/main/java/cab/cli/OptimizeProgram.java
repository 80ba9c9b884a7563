package cab.cli;

import cab.application.optimize.Goal;
import cab.application.optimize.SamplerKind;
import cab.application.optimize.StudyPlan;
import cab.application.optimize.StudyResult;
import cab.application.optimize.Trial;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A search for settings. It throws {@link Refusal} when it cannot do what was asked. */
public interface OptimizeProgram {

    /** Runs a study; {@code listener} is called on the calling thread. */
    Outcome run(Request request, Listener listener);

    /**
     * What is searched.
     *
     * @param envFile the settings file, when one was named
     * @param candles which candles
     * @param symbol what is traded
     * @param timeframe of the candles
     * @param strategies names of the strategies; those of the settings when empty
     * @param overrides settings that hold for all trials, by name
     * @param space files and dimensions, as they were written
     * @param search how it is searched
     * @param jobs how many trials run at once, 1 or more
     */
    record Request(
            Optional<Path> envFile,
            CandleSelection candles,
            Symbol symbol,
            Timeframe timeframe,
            List<String> strategies,
            Map<String, String> overrides,
            List<String> space,
            Search search,
            int jobs) {

        public Request {
            strategies = List.copyOf(strategies);
            overrides = Map.copyOf(overrides);
            space = List.copyOf(space);
        }
    }

    /**
     * How it is searched.
     *
     * @param sampler how combinations are chosen; when empty, all of them if there are few, else by TPE
     * @param trials how many at most
     * @param goal what is good
     * @param seed of all chance
     */
    record Search(Optional<SamplerKind> sampler, Optional<Integer> trials, Goal goal, long seed) {}

    /** Whoever is told how it goes. */
    interface Listener {

        /** What is about to be searched, once. */
        void planned(StudyPlan plan, List<String> notes);

        /** A trial has ended. */
        void ended(Trial trial);

        /** Whether the study is to end with what it has. */
        boolean isStopWanted();
    }

    /**
     * What came of it.
     *
     * @param result the study
     * @param candles how many each trial was traded over
     * @param elapsed the time it took, reading the candles not included
     * @param repeat the command that repeats the best trial; empty when none counts
     */
    record Outcome(StudyResult result, int candles, Duration elapsed, Optional<String> repeat) {}
}
