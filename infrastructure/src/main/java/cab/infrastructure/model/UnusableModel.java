package cab.infrastructure.model;

/** Why a model cannot be used, in one line to be read behind the name of its setting or file. */
public final class UnusableModel extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableModel(String message) {
        super(message);
    }

    /** The line. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
