package cab.application.optimize;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the next combinations are chosen. */
public enum SamplerKind {
    /** Every combination. */
    GRID,
    /** By chance. */
    RANDOM,
    /** Where the good ones were denser than the bad ones: a tree-structured Parzen estimator. */
    TPE;

    /** How it is written on a command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind that is written {@code word}. */
    public static Optional<SamplerKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    Sampler sampler(SearchSpace space, long seed) {
        return switch (this) {
            case GRID -> new GridSampler(space);
            case RANDOM -> new RandomSampler(space, seed);
            case TPE -> new TpeSampler(space, seed);
        };
    }
}
