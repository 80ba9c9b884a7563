package cab.infrastructure.config;

/** How the opinions of several strategies become one. */
public enum StrategyMode {
    /** The first listed strategy with an opinion. */
    FIRST,
    /** The majority. */
    VOTE,
    /** The weighted sum. */
    WEIGHTED
}
