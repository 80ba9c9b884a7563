package cab.domain.signal;

/**
 * What one part of the pipeline made of a candle, for who asks why. Immutable.
 *
 * @param part which: the name of a strategy, or {@code together}, {@code second_opinion}, {@code trend}
 * @param answer what it said, such as {@code BUY 0.75} or {@code long forbidden}
 * @param reason why, in words and numbers; may be empty
 */
public record DecisionStep(String part, String answer, String reason) {}
