package cab.infrastructure.config;

/** What came of reading a configuration that is to be varied. */
public sealed interface VariantsOutcome {

    /**
     * Everything is right.
     *
     * @param variants of the configuration
     */
    record Ready(SettingsVariants variants) implements VariantsOutcome {}

    /**
     * Something is wrong.
     *
     * @param invalid what
     */
    record Refused(SettingsOutcome.Invalid invalid) implements VariantsOutcome {}
}
