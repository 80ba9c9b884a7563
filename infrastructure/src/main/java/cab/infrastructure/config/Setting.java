package cab.infrastructure.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One setting: its name, what it may be, what it is when nothing is said, and what it is for. Two settings are equal
 * only when they are the same object. Immutable.
 *
 * @param <T> the value
 */
public final class Setting<T> {

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");

    private final String name;
    private final ValueType<T> type;
    private final String defaultText;
    private final String description;
    private final Optional<Capability> capability;
    private final T defaultValue;

    private Setting(
            String name, ValueType<T> type, String defaultText, String description, Optional<Capability> capability) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("setting must be named in capitals, was " + name);
        }
        this.name = name;
        this.type = type;
        this.defaultText = defaultText;
        this.description = description;
        this.capability = capability;
        this.defaultValue = switch (type.parse(defaultText)) {
            case ParsedValue.Accepted<T>(T value) -> value;
            case ParsedValue.Refused<T>(String problem) ->
                throw new IllegalArgumentException("default of " + name + " " + problem + ", was " + defaultText);
        };
    }

    /**
     * A setting that every build uses.
     *
     * @param defaultText written as a user would write it
     * @param description one paragraph of sentences
     */
    static <T> Setting<T> of(String name, ValueType<T> type, String defaultText, String description) {
        return new Setting<>(name, type, defaultText, description, Optional.empty());
    }

    /** The same setting, used only by builds that have {@code part}. */
    Setting<T> partOf(Capability part) {
        return new Setting<>(name, type, defaultText, description, Optional.of(part));
    }

    public String name() {
        return name;
    }

    /** The default as a user would write it; empty when there is none. */
    public String defaultText() {
        return defaultText;
    }

    public T defaultValue() {
        return defaultValue;
    }

    /** One paragraph on what the setting is for. */
    public String description() {
        return description;
    }

    /** What is allowed, in words. */
    public String expected() {
        return type.expected();
    }

    /** Whether the value must not be shown, and may also come from a file, in base64, or from the secrets file. */
    public boolean isSecret() {
        return type.secret();
    }

    /** The part of the program that uses the setting, when not every build has it. */
    public Optional<Capability> capability() {
        return capability;
    }

    ParsedValue<T> parse(String text) {
        return type.parse(text);
    }

    @Override
    public String toString() {
        return name;
    }
}
