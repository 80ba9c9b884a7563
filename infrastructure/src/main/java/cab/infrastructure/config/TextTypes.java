package cab.infrastructure.config;

import cab.infrastructure.secrets.Secret;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Words, switches, paths and secrets. */
final class TextTypes {

    private static final Map<String, Boolean> SWITCHES =
            Map.of("1", true, "true", true, "yes", true, "0", false, "false", false, "no", false);

    private TextTypes() {}

    /** On or off. */
    static ValueType<Boolean> onOff() {
        return ValueType.of("1, 0, true, false, yes or no", text -> {
            Boolean on = SWITCHES.get(text.toLowerCase(Locale.ROOT));
            return on == null ? new ParsedValue.Refused<>("is neither on nor off") : new ParsedValue.Accepted<>(on);
        });
    }

    /** One constant of {@code type}, written as its lower-case name; upper case is accepted too. */
    static <E extends Enum<E>> ValueType<E> choice(Class<E> type) {
        Map<String, E> constants = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Arrays.stream(type.getEnumConstants()).forEach(constant -> constants.put(word(constant), constant));
        List<String> words =
                Arrays.stream(type.getEnumConstants()).map(TextTypes::word).toList();
        return ValueType.of(oneOf(words), text -> {
            E constant = constants.get(text);
            return constant == null
                    ? new ParsedValue.Refused<>("is not known" + NearNames.question(text, words))
                    : new ParsedValue.Accepted<>(constant);
        });
    }

    /** One of {@code words}, in lower case. */
    static ValueType<String> choice(List<String> words) {
        return ValueType.of(oneOf(words), text -> {
            String word = text.toLowerCase(Locale.ROOT);
            return words.contains(word)
                    ? new ParsedValue.Accepted<>(word)
                    : new ParsedValue.Refused<>("is not known" + NearNames.question(word, words));
        });
    }

    /** A file or directory; relative ones are relative to where the program is started. */
    static ValueType<Path> path() {
        return ValueType.of("a path", text -> {
            if (text.startsWith("~")) {
                return new ParsedValue.Refused<>("begins with ~, which only a shell replaces; write the whole path");
            }
            try {
                return new ParsedValue.Accepted<>(Path.of(text));
            } catch (InvalidPathException malformed) {
                return new ParsedValue.Refused<>("is not a path");
            }
        });
    }

    /** A secret without white space, such as a key or a token. */
    static ValueType<Optional<Secret>> secret() {
        ValueType<Secret> type = ValueType.of("visible ASCII characters without white space", text -> {
            boolean visible = text.chars().allMatch(character -> character > ' ' && character < 0x7f);
            return visible
                    ? new ParsedValue.Accepted<>(new Secret(text))
                    : new ParsedValue.Refused<>("has white space or characters that are not visible ASCII");
        });
        return type.hidden().orEmpty();
    }

    /** The word a constant is written as. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String oneOf(List<String> words) {
        return words.stream().limit(words.size() - 1).collect(Collectors.joining(", "))
                + (words.size() > 1 ? " or " : "")
                + words.getLast();
    }
}
