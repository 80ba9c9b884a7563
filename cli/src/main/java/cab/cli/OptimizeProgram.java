package cab.cli;

import cab.application.optimize.Doubt;
import cab.application.optimize.Findings;
import cab.application.optimize.Goal;
import cab.application.optimize.SamplerKind;
import cab.application.optimize.StudyPlan;
import cab.application.optimize.StudyResult;
import cab.application.optimize.Trial;
import cab.application.optimize.WalkForwardPlan;
import cab.application.optimize.WalkForwardResult;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A search for settings. It throws {@link Refusal} when it cannot do what was asked. */
public interface OptimizeProgram {

    /** Runs a study; {@code listener} is called on the calling thread. */
    Outcome run(Request request, Listener listener);

    /** Goes on with a study that was kept, or shows it. */
    Outcome resume(ResumeRequest request, Listener listener);

    /** The studies that were kept, the latest first. */
    List<Summary> list(Optional<Path> envFile);

    /**
     * What is gone on with.
     *
     * @param envFile the settings file, when one was named
     * @param name of the study; when empty the latest that has not come to its end
     * @param trials how many there are to be now; as many as before when empty
     * @param isShownOnly whether nothing is to be run, only what is there to be shown
     * @param jobs how many trials run at once, 1 or more
     * @param top how many of the best are looked at
     * @param report where an HTML page is written, when one is wanted
     */
    record ResumeRequest(
            Optional<Path> envFile,
            Optional<String> name,
            Optional<Integer> trials,
            boolean isShownOnly,
            int jobs,
            int top,
            Optional<Path> report) {}

    /**
     * A study that was kept.
     *
     * @param name what it is called by
     * @param what symbol, timeframe, strategies and how it was searched, in words
     * @param done trials that have ended
     * @param planned how many there are to be
     * @param best objective of the best trial; empty when none counts
     * @param fault why it cannot be read; empty when it can
     */
    record Summary(String name, String what, int done, int planned, OptionalDouble best, String fault) {}

    /**
     * What is about to be searched.
     *
     * @param plan of the search, or of that of each window
     * @param windows how many searches there will be, 1 or more
     * @param known trials that were run before
     * @param notes what the user should know
     */
    record Planned(StudyPlan plan, int windows, int known, List<String> notes) {

        public Planned {
            notes = List.copyOf(notes);
        }
    }

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
     * @param top how many of the best are looked at
     * @param report where an HTML page is written, when one is wanted
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
            int jobs,
            int top,
            Optional<Path> report) {

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
     * @param walkForward how it walks forward; when empty all candles are searched at once
     */
    record Search(
            Optional<SamplerKind> sampler,
            Optional<Integer> trials,
            Goal goal,
            long seed,
            Optional<WalkForwardPlan> walkForward) {}

    /** Whoever is told how it goes. */
    interface Listener {

        /** What is about to be searched, once. */
        void planned(Planned planned);

        /** A trial has ended. */
        void ended(Trial trial);

        /** Whether the study is to end with what it has. */
        boolean isStopWanted();
    }

    /** What came of it. */
    sealed interface Outcome {

        /** How many candles there were. */
        int candles();

        /** The time it took, reading the candles not included. */
        Duration elapsed();

        /** The command that repeats the best trial, or trades as the last window chose; empty when none counts. */
        Optional<String> repeat();
    }

    /**
     * All candles were searched at once.
     *
     * @param result the study
     * @param findings what it found
     * @param doubt how much of the best may be luck; empty when none counts
     */
    record Searched(
            StudyResult result,
            Findings findings,
            Optional<Doubt> doubt,
            int candles,
            Duration elapsed,
            Optional<String> repeat)
            implements Outcome {}

    /**
     * It was searched and traded in turn.
     *
     * @param result the windows
     */
    record Walked(WalkForwardResult result, int candles, Duration elapsed, Optional<String> repeat)
            implements Outcome {}
}
