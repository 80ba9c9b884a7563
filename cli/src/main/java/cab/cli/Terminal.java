package cab.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes: results to standard output, everything else to standard error. UTF-8 whatever the locale.
 *
 * @param out for results; with {@code --json} exactly one document
 * @param err for problems, warnings and progress
 */
public record Terminal(PrintWriter out, PrintWriter err) {

    /** The two streams of the process. */
    public static Terminal ofProcess() {
        return new Terminal(writer(System.out), writer(System.err));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** Problems on standard error, one a line, and the exit code that says so. */
    public int refuseConfiguration(Iterable<String> problems) {
        problems.forEach(err::println);
        err.flush();
        return ExitCode.CONFIGURATION;
    }

    /** Warnings on standard error, one a line. */
    public void warn(Iterable<String> notices) {
        notices.forEach(notice -> err.println("warning: " + notice));
        err.flush();
    }
}
