package cab.infrastructure.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * What the text of a setting may be and how it becomes a value. Immutable.
 *
 * @param expected what is allowed, in words that follow "expected"
 * @param secret whether neither text nor value may ever be shown
 * @param emptyAllowed whether an empty text is a value too
 * @param parser from a text without white space at its ends to the value
 * @param <T> the value
 */
record ValueType<T>(String expected, boolean secret, boolean emptyAllowed, Function<String, ParsedValue<T>> parser) {

    static <T> ValueType<T> of(String expected, Function<String, ParsedValue<T>> parser) {
        return new ValueType<>(expected, false, false, parser);
    }

    /** The same type where nothing at all is a value too. */
    ValueType<Optional<T>> orEmpty() {
        return new ValueType<>(
                "empty or " + expected,
                secret,
                true,
                text -> text.isEmpty()
                        ? new ParsedValue.Accepted<>(Optional.empty())
                        : switch (parser.apply(text)) {
                            case ParsedValue.Accepted<T>(T value) -> new ParsedValue.Accepted<>(Optional.of(value));
                            case ParsedValue.Refused<T>(String problem) -> new ParsedValue.Refused<>(problem);
                        });
    }

    /** The same type that is never shown. */
    ValueType<T> hidden() {
        return new ValueType<>(expected, true, emptyAllowed, parser);
    }

    ParsedValue<T> parse(String text) {
        if (text.isEmpty() && !emptyAllowed) {
            return new ParsedValue.Refused<>("is empty");
        }
        return parser.apply(text);
    }
}
