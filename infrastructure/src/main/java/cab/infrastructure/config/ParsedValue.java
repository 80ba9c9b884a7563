package cab.infrastructure.config;

/**
 * What came of reading the text of one setting.
 *
 * @param <T> what the setting is
 */
sealed interface ParsedValue<T> {

    /**
     * The text is a value of the setting.
     *
     * @param value the typed value
     */
    record Accepted<T>(T value) implements ParsedValue<T> {}

    /**
     * The text is none.
     *
     * @param problem why, without a full stop and without the text itself, which may be secret
     */
    record Refused<T>(String problem) implements ParsedValue<T> {}
}
