package cab.infrastructure.config;

import java.util.List;

/** What came of reading the configuration. */
public sealed interface SettingsOutcome {

    /**
     * Everything is right.
     *
     * @param settings the effective settings
     */
    record Valid(Settings settings) implements SettingsOutcome {}

    /**
     * Something is wrong; the program does not start.
     *
     * @param problems all of them, at least one: first the file's, then the settings' in the order of the documentation
     */
    record Invalid(List<SettingProblem> problems) implements SettingsOutcome {

        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
