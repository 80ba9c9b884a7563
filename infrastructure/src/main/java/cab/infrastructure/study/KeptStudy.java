package cab.infrastructure.study;

import cab.application.optimize.Trial;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A study as its file has it. Immutable.
 *
 * @param head what is searched
 * @param trials that have ended, by window and number
 * @param bytes of the file that are whole lines: what is behind them was cut off
 */
public record KeptStudy(StudyHead head, Map<Integer, Map<Integer, Trial>> trials, long bytes) {

    public KeptStudy {
        Map<Integer, Map<Integer, Trial>> copy = new TreeMap<>();
        trials.forEach((window, ofWindow) -> copy.put(window, Collections.unmodifiableMap(new TreeMap<>(ofWindow))));
        trials = Collections.unmodifiableMap(copy);
    }

    /** The trials of a window by number. */
    public Map<Integer, Trial> ofWindow(int window) {
        return trials.getOrDefault(window, Map.of());
    }

    /** How many trials have ended. */
    public int done() {
        return trials.values().stream().mapToInt(Map::size).sum();
    }

    /** How many there are to be. */
    public int planned() {
        return head.search().trials() * head.search().windows();
    }
}
