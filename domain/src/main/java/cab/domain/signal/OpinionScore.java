package cab.domain.signal;

/** What a second opinion says of one candle. */
public sealed interface OpinionScore {

    /**
     * It has a score. Immutable.
     *
     * @param value within 0..1: 0 expects a fall, 1 a rise, 0.5 neither
     */
    record Known(double value) implements OpinionScore {

        public Known {
            // Negated, so that NaN fails.
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("score must be within 0..1, was " + value);
            }
        }
    }

    /**
     * It has none: too few candles, or it does not work. Immutable.
     *
     * @param reason why, in words
     */
    record Absent(String reason) implements OpinionScore {}
}
