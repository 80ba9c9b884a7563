package cab.infrastructure.config;

import cab.infrastructure.secrets.FileReading;
import cab.infrastructure.secrets.SmallFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads an env file. The grammar, line by line (LF or CRLF, UTF-8, a byte order mark is skipped):
 *
 * <pre>
 * line     = blanks [ "export" blank ] NAME blanks "=" blanks [ value ] blanks [ comment ]
 *          | blanks [ comment ]
 * NAME     = ( letter | "_" ) { letter | digit | "_" }
 * value    = "'" any text but ' "'"                    taken as it stands
 *          | '"' text with \n \t \r \" \\ '"'          escapes are resolved, any other is a fault
 *          | text                                      taken as it stands, to a # after a blank or the end
 * comment  = "#" any text                              at the start, or after a blank
 * blank    = space | tab
 * </pre>
 *
 * <p>Nothing is expanded ({@code $HOME} stays as it is), a value does not go on in the next line, and a name may stand
 * once. Messages never quote a line, because a mistyped line may hold a secret. Owned by one thread.
 */
final class EnvFileParser {

    private final Path path;
    private final Map<String, EnvFile.Entry> entries = new LinkedHashMap<>();
    private final List<SettingProblem> problems = new ArrayList<>();

    private EnvFileParser(Path path) {
        this.path = path;
    }

    /** What the file at {@code path} says; that it cannot be read is one of its problems. */
    static EnvFile read(Path path) {
        return switch (new SmallFile(path).read()) {
            case FileReading.Read(String text) -> parse(path, text);
            case FileReading.Refused(String problem, String got, String expected) ->
                new EnvFile(path, Map.of(), List.of(new SettingProblem(path.toString(), problem, got, expected)));
        };
    }

    /** What {@code text} says, which was read from {@code path}. */
    static EnvFile parse(Path path, String text) {
        EnvFileParser parser = new EnvFileParser(path);
        parser.parse(text);
        return new EnvFile(path, parser.entries, parser.problems);
    }

    private void parse(String text) {
        int line = 1;
        for (String content : text.split("\n", -1)) {
            parseLine(content.endsWith("\r") ? content.substring(0, content.length() - 1) : content, line);
            line++;
        }
    }

    private void parseLine(String content, int line) {
        if (content.chars().anyMatch(character -> character != '\t' && Character.isISOControl(character))) {
            refuse(line, "has a control character", "such a character", "printable text and tabs");
            return;
        }
        String text = stripBlanks(content);
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        int equals = text.indexOf('=');
        if (equals < 0) {
            refuse(line, "is neither NAME=VALUE nor a comment", "a line without =", "NAME=VALUE");
            return;
        }
        String name = stripBlanks(withoutExport(text.substring(0, equals)));
        if (!isName(name)) {
            refuse(line, "has no name before the =", "another text", "letters, digits and _, a letter or _ first");
            return;
        }
        parseValue(name, text.substring(equals + 1), line);
    }

    private void parseValue(String name, String rest, int line) {
        String text = stripBlanks(rest);
        if (text.startsWith("'")) {
            int end = text.indexOf('\'', 1);
            if (end < 0) {
                refuse(line, name + " has no closing '", "the end of the line", "'VALUE' in one line");
            } else if (endsHere(text, end + 1, name, line)) {
                add(name, text.substring(1, end), line);
            }
            return;
        }
        if (text.startsWith("\"")) {
            parseDoubleQuoted(name, text, line);
            return;
        }
        // The blank before a # may be the one after the =, so this looks at the text before it was stripped.
        add(name, stripBlanks(withoutComment(rest)), line);
    }

    private void parseDoubleQuoted(String name, String text, int line) {
        StringBuilder value = new StringBuilder();
        int place = 1;
        while (place < text.length() && text.charAt(place) != '"') {
            char character = text.charAt(place);
            if (character == '\\') {
                place++;
                int escape = place < text.length() ? "ntr\"\\".indexOf(text.charAt(place)) : -1;
                if (escape < 0) {
                    refuse(line, name + " has an unknown escape in \"…\"", "another \\", "\\n, \\t, \\r, \\\" or \\\\");
                    return;
                }
                character = "\n\t\r\"\\".charAt(escape);
            }
            value.append(character);
            place++;
        }
        if (place >= text.length()) {
            refuse(line, name + " has no closing \"", "the end of the line", "\"VALUE\" in one line");
        } else if (endsHere(text, place + 1, name, line)) {
            add(name, value.toString(), line);
        }
    }

    /** Whether nothing but blanks and a comment follows a closing quote. */
    private boolean endsHere(String text, int place, String name, int line) {
        String tail = text.substring(place);
        if (stripBlanks(withoutComment(tail)).isEmpty()) {
            return true;
        }
        refuse(line, name + " goes on after the closing quote", "more text", "nothing or a comment");
        return false;
    }

    private void add(String name, String value, int line) {
        EnvFile.Entry earlier = entries.putIfAbsent(name, new EnvFile.Entry(value, line));
        if (earlier != null) {
            problems.add(new SettingProblem(
                    name,
                    "is set twice in " + path,
                    "it in lines " + earlier.line() + " and " + line,
                    "each name once in the file"));
        }
    }

    private void refuse(int line, String problem, String got, String expected) {
        problems.add(new SettingProblem(path + " line " + line, problem, got, expected));
    }

    private static String withoutComment(String text) {
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == '#' && isBlank(text.charAt(i - 1))) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    private static String withoutExport(String text) {
        boolean exported = text.startsWith("export") && text.length() > 6 && isBlank(text.charAt(6));
        return exported ? text.substring(6) : text;
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && (text.charAt(0) < '0' || text.charAt(0) > '9')
                && text.chars()
                        .allMatch(character -> character == '_'
                                || (character >= '0' && character <= '9')
                                || (character >= 'A' && character <= 'Z')
                                || (character >= 'a' && character <= 'z'));
    }

    private static String stripBlanks(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }
}
