package cab.app.assembly;

import cab.application.optimize.StudyWatcher;
import cab.application.optimize.Trial;
import cab.cli.OptimizeProgram;
import cab.infrastructure.study.StudyLog;
import java.util.Map;
import java.util.Optional;

/** Keeps the trials of a study, tells of them, and knows those of an earlier run. Owned by one thread. */
final class StudyKeeper {

    private final OptimizeProgram.Listener listener;
    private final Map<Integer, Map<Integer, Trial>> known;
    private final Optional<StudyLog> log;

    /**
     * @param known trials of an earlier run, by window and number
     * @param log where new ones are kept; empty when there will be none
     */
    StudyKeeper(OptimizeProgram.Listener listener, Map<Integer, Map<Integer, Trial>> known, Optional<StudyLog> log) {
        this.listener = listener;
        this.known = known;
        this.log = log;
    }

    /** Trials that need not be run, by number. */
    Map<Integer, Trial> knownIn(int window) {
        return known.getOrDefault(window, Map.of());
    }

    StudyWatcher watcherOf(int window) {
        return new StudyWatcher() {
            @Override
            public void ended(Trial trial) {
                log.ifPresent(file -> file.add(window, trial));
                listener.ended(trial);
            }

            @Override
            public boolean isStopWanted() {
                return listener.isStopWanted();
            }
        };
    }
}
