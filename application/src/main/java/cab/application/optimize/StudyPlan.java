package cab.application.optimize;

/**
 * What a study is to search, and how. Immutable.
 *
 * @param space what may be chosen
 * @param sampler how it is chosen
 * @param goal what is good
 * @param trials how many at most, 1 to {@value #TRIALS_MAX}
 * @param seed of all chance
 */
public record StudyPlan(SearchSpace space, SamplerKind sampler, Goal goal, int trials, long seed) {

    /** What a study may have; all of them are kept in memory. */
    public static final int TRIALS_MAX = 100_000;

    public StudyPlan {
        if (trials < 1 || trials > TRIALS_MAX) {
            throw new IllegalArgumentException("trials must be 1.." + TRIALS_MAX + ", was " + trials);
        }
    }
}
