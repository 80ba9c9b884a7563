package cab.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A terminal that remembers what was written to it. */
final class TestTerminal {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err));

    Terminal terminal() {
        return terminal;
    }

    String out() {
        terminal.out().flush();
        return out.toString();
    }

    String err() {
        terminal.err().flush();
        return err.toString();
    }
}
