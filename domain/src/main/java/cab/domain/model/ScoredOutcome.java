package cab.domain.model;

/**
 * A score and what came after it. Immutable.
 *
 * @param score within 0..1
 * @param rose whether a rise followed
 */
public record ScoredOutcome(double score, boolean rose) {}
