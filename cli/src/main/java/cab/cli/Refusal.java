package cab.cli;

import java.util.List;

/** A program that cannot do what was asked, and says why: one line each, for standard error. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final transient List<String> lines;

    /**
     * A refusal.
     *
     * @param exitCode one of {@link ExitCode}
     * @param lines what is wrong, one problem each; never a secret
     */
    public Refusal(int exitCode, List<String> lines) {
        super(String.join("; ", lines));
        this.exitCode = exitCode;
        this.lines = List.copyOf(lines);
    }

    public int exitCode() {
        return exitCode;
    }

    public List<String> lines() {
        return lines;
    }
}
