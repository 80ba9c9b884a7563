package cab.app.http;

/** The server cannot listen where it was told to. The message has the form of every problem of the configuration. */
public final class CannotListen extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotListen(String problem, Throwable cause) {
        super(problem, cause);
    }

    CannotListen(String problem) {
        super(problem);
    }

    /** {@code NAME: problem (got VALUE; expected …)}. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
