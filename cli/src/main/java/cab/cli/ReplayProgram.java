package cab.cli;

import java.nio.file.Path;
import java.util.List;

/** A recorded run of the program, played to the same code once more. */
@FunctionalInterface
public interface ReplayProgram {

    Outcome replay(Path file);

    /**
     * What came of it.
     *
     * @param identical whether the replay did all that was recorded and nothing else
     * @param lines in words: the figures, or the first event after which it did something else
     */
    record Outcome(boolean identical, List<String> lines) {

        public Outcome {
            lines = List.copyOf(lines);
        }
    }
}
