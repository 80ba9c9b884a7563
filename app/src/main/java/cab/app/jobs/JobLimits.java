package cab.app.jobs;

/**
 * How much the jobs may take. Immutable.
 *
 * @param waitingMax how many may wait beside the one that is done
 * @param keptMax how many that are over are remembered
 */
public record JobLimits(int waitingMax, int keptMax) {

    public JobLimits {
        if (waitingMax < 1 || keptMax < 1) {
            throw new IllegalArgumentException(
                    "limits must be at least 1, were " + waitingMax + " waiting and " + keptMax + " kept");
        }
    }

    /** Eight may wait, fifty are remembered. */
    public static JobLimits usual() {
        return new JobLimits(8, 50);
    }
}
