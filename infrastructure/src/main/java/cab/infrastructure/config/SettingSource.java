package cab.infrastructure.config;

import java.nio.file.Path;

/** Where the value of a setting comes from. {@code toString} says it in words, without the value. */
public sealed interface SettingSource {

    /** Nothing was said, or an empty secret. */
    record Default() implements SettingSource {
        @Override
        public String toString() {
            return "default";
        }
    }

    /**
     * A line of the env file.
     *
     * @param file the file as it was named
     * @param line from 1
     */
    record EnvFileLine(Path file, int line) implements SettingSource {
        @Override
        public String toString() {
            return file + " line " + line;
        }
    }

    /** The environment of the process. */
    record Environment() implements SettingSource {
        @Override
        public String toString() {
            return "environment";
        }
    }

    /**
     * A file that holds nothing but the secret.
     *
     * @param variable the name that pointed to it
     * @param file the file
     */
    record SecretFile(String variable, Path file) implements SettingSource {
        @Override
        public String toString() {
            return file + " (" + variable + ")";
        }
    }

    /**
     * Base64 text.
     *
     * @param variable the name that held it
     * @param holder where that name was set
     */
    record Base64Text(String variable, SettingSource holder) implements SettingSource {
        @Override
        public String toString() {
            return variable + ", " + holder;
        }
    }

    /**
     * The JSON file of secrets.
     *
     * @param file the file
     */
    record SecretsFile(Path file) implements SettingSource {
        @Override
        public String toString() {
            return file + " (SECRETS_FILE)";
        }
    }

    /**
     * Another setting that stands for this one.
     *
     * @param setting its name
     * @param source where that one comes from
     */
    record OtherSetting(String setting, SettingSource source) implements SettingSource {
        @Override
        public String toString() {
            return setting + ", " + source;
        }
    }
}
