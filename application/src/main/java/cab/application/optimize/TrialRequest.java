package cab.application.optimize;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A trial that is to be run. Immutable.
 *
 * @param number in its study, from 0
 * @param point which combination
 * @param settings the values of the combination by setting
 */
public record TrialRequest(int number, Point point, Map<String, String> settings) {

    public TrialRequest {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** The trial that {@code outcome} makes of it. */
    public Trial with(TrialOutcome outcome) {
        return new Trial(number, point, outcome);
    }
}
