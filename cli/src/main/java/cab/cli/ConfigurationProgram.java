package cab.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the configuration for commands that show or check it. */
public interface ConfigurationProgram {

    /** What env file and environment say together; {@code envFile} is empty for the environment alone. */
    ConfigurationReport read(Optional<Path> envFile);

    /** What came of reading the configuration. Never holds a secret. */
    sealed interface ConfigurationReport {

        /**
         * Everything is right.
         *
         * @param entries every setting, in the order of the documentation
         * @param notices what is allowed but probably not meant, a sentence each
         */
        record Valid(List<Entry> entries, List<String> notices) implements ConfigurationReport {

            public Valid {
                entries = List.copyOf(entries);
                notices = List.copyOf(notices);
            }
        }

        /**
         * Something is wrong.
         *
         * @param problems a line each: {@code NAME: problem (got VALUE; expected …)}
         */
        record Invalid(List<String> problems) implements ConfigurationReport {

            public Invalid {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * One setting as it may be shown.
     *
     * @param name the setting
     * @param value as written; a secret is {@code ***}
     * @param source where it comes from, in words
     */
    record Entry(String name, String value, String source) {}
}
