package cab.application.backtest;

/**
 * A reason not to believe a result, or not all of it. Immutable.
 *
 * @param code stable, lower-case words with underscores
 * @param text in words
 */
public record Caution(String code, String text) {}
