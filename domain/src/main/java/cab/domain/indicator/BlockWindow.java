package cab.domain.indicator;

import java.util.ArrayList;
import java.util.List;

/**
 * The last values of a series, cut into blocks as long as the window: a window is then always the end of the last whole
 * block and the beginning of the next one.
 *
 * <p>Who sums up a window adds to what the new block has so far, and takes the rest from sums over the ends of the last
 * block, which are worked out once per block. Nothing is ever subtracted, so that no rounding error stays behind and no
 * value leaves a trace once it has left the window; a step costs a constant on average. Owned by one thread.
 */
final class BlockWindow {

    private final int length;
    private double[] last;
    private double[] next;
    private int phase;
    private boolean full;

    BlockWindow(int length) {
        this.length = WarmUp.period(length);
        this.last = new double[length];
        this.next = new double[length];
    }

    /** Takes a value, and says whether it has completed a block, which is then {@link #last}. */
    boolean add(double value) {
        next[phase] = value;
        phase++;
        if (phase < length) {
            return false;
        }
        double[] completed = next;
        next = last;
        last = completed;
        phase = 0;
        full = true;
        return true;
    }

    int length() {
        return length;
    }

    /** Where the window begins in the last block: its values from here on, and all of the new block, are the window. */
    int phase() {
        return phase;
    }

    /** Whether as many values as the window is long have been seen. */
    boolean isFull() {
        return full;
    }

    /** Value {@code index} of the last whole block. */
    double last(int index) {
        return last[index];
    }

    /** Value {@code index} of the new block. */
    double next(int index) {
        return next[index];
    }

    WindowState state() {
        List<Double> values = new ArrayList<>(length);
        for (int index = phase; full && index < length; index++) {
            values.add(last[index]);
        }
        for (int index = 0; index < phase; index++) {
            values.add(next[index]);
        }
        return new WindowState(phase, values);
    }

    static BlockWindow restore(int length, WindowState state) {
        BlockWindow window = new BlockWindow(length);
        int count = state.values().size();
        boolean full = count == length;
        if (count > length || state.phase() > length - 1 || (!full && state.phase() != count)) {
            throw new IllegalArgumentException("a window of " + length + " cannot hold " + count
                    + " values with its block begun at " + state.phase());
        }
        window.full = full;
        window.phase = state.phase();
        int fromLast = count - state.phase();
        for (int index = 0; index < fromLast; index++) {
            window.last[state.phase() + index] = state.values().get(index);
        }
        for (int index = 0; index < state.phase(); index++) {
            window.next[index] = state.values().get(fromLast + index);
        }
        return window;
    }
}
