package cab.infrastructure.config;

/**
 * One thing that is wrong with the configuration. Never holds a secret. Immutable.
 *
 * @param name the setting, or the file when it is about the file
 * @param problem what is wrong, without a full stop
 * @param got what was found; {@code ***} for a secret
 * @param expected what is allowed
 */
public record SettingProblem(String name, String problem, String got, String expected) {

    private static final int GOT_LENGTH_MAX = 120;
    private static final int WORDS_LENGTH_MAX = 1_000;

    public SettingProblem {
        name = oneLine(name, GOT_LENGTH_MAX);
        problem = oneLine(problem, WORDS_LENGTH_MAX);
        got = got.isEmpty() ? "nothing" : oneLine(got, GOT_LENGTH_MAX);
        expected = oneLine(expected, WORDS_LENGTH_MAX);
    }

    /** One line: {@code NAME: problem (got VALUE; expected …)}. */
    @Override
    public String toString() {
        return name + ": " + problem + " (got " + got + "; expected " + expected + ")";
    }

    /** Values come from outside: no line break, no terminal control, no endless text. */
    private static String oneLine(String text, int lengthMax) {
        String shortened = text.length() <= lengthMax ? text : text.substring(0, lengthMax) + "…";
        StringBuilder line = new StringBuilder();
        shortened.codePoints().forEach(point -> {
            boolean printable = !Character.isISOControl(point) && Character.getType(point) != Character.FORMAT;
            line.appendCodePoint(printable && point != 0x2028 && point != 0x2029 ? point : '?');
        });
        return line.toString();
    }
}
