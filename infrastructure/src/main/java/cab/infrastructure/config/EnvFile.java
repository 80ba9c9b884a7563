package cab.infrastructure.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an env file says. Immutable.
 *
 * @param path the file as it was named
 * @param entries by name, in the order of the file; the first of duplicates
 * @param problems what is wrong with the file itself
 */
record EnvFile(Path path, Map<String, Entry> entries, List<SettingProblem> problems) {

    EnvFile {
        entries = new LinkedHashMap<>(entries);
        problems = List.copyOf(problems);
    }

    /**
     * One assignment.
     *
     * @param value with quotes and escapes resolved
     * @param line from 1
     */
    record Entry(String value, int line) {

        /** Without the value, which may be secret. */
        @Override
        public String toString() {
            return "Entry[line " + line + "]";
        }
    }
}
