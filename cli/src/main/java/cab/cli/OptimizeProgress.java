package cab.cli;

import cab.application.optimize.Goal;
import cab.application.optimize.Trial;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far a study has come, and when it will end. Owned by one thread. */
final class OptimizeProgress {

    private final Goal goal;
    private final int total;
    private final long startedAtNanos;
    private int done;
    private @Nullable Trial best;

    OptimizeProgress(Goal goal, int total, long startedAtNanos) {
        this.goal = goal;
        this.total = total;
        this.startedAtNanos = startedAtNanos;
    }

    long startedAtNanos() {
        return startedAtNanos;
    }

    void add(Trial trial) {
        done++;
        if (goal.of(trial).isPresent() && (best == null || goal.bestFirst().compare(trial, best) < 0)) {
            best = trial;
        }
    }

    /** One line, {@code elapsed} after the start; all trials are taken to last as long as those so far. */
    String line(Duration elapsed) {
        double seconds = Math.max(1e-3, elapsed.toNanos() / 1e9);
        double rate = done / seconds;
        Duration left = Duration.ofSeconds((long) Math.ceil((total - done) / Math.max(1e-9, rate)));
        String soFar = best == null
                ? "none counts yet"
                : String.format(
                        Locale.ROOT,
                        "best %s %.4f",
                        goal.objective().word(),
                        goal.of(best).orElse(Double.NaN));
        return String.format(
                Locale.ROOT, "%d of %d trials, %.1f a second, %s to go; %s", done, total, rate, words(left), soFar);
    }

    private static String words(Duration left) {
        return left.toHours() > 0
                ? left.toHours() + " h " + left.toMinutesPart() + " min"
                : left.toMinutes() > 0
                        ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
                        : left.toSeconds() + " s";
    }
}
