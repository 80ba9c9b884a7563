package cab.domain.indicator;

import java.util.List;

/**
 * Where an indicator over a window stands. Immutable.
 *
 * @param phase how many of the values belong to the block that is not complete yet; less than the window
 * @param values the values in the window, oldest first; fewer than the window while it fills
 */
public record WindowState(int phase, List<Double> values) {

    public WindowState {
        values = List.copyOf(values);
        if (phase < 0 || phase > values.size()) {
            throw new IllegalArgumentException("phase must be within 0.." + values.size() + ", was " + phase);
        }
        for (double value : values) {
            double _ = WarmUp.finite("value", value);
        }
    }
}
