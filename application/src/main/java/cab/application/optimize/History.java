package cab.application.optimize;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The trials of a study so far, in the order of their numbers. Owned by one thread. */
final class History {

    private final Goal goal;
    private final List<Trial> trials = new ArrayList<>();
    private final Set<Point> points = new HashSet<>();

    History(Goal goal) {
        this.goal = goal;
    }

    void add(Trial trial) {
        trials.add(trial);
        boolean _ = points.add(trial.point());
    }

    int size() {
        return trials.size();
    }

    List<Trial> trials() {
        return Collections.unmodifiableList(trials);
    }

    Goal goal() {
        return goal;
    }

    boolean has(Point point) {
        return points.contains(point);
    }
}
