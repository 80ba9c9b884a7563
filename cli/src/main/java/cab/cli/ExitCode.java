package cab.cli;

/** What a command ends with. Scripts rely on these numbers. */
public final class ExitCode {

    /** Done, and what was asked holds. */
    public static final int HOLDS = 0;

    /** Done, and what was asked does not hold. */
    public static final int DOES_NOT_HOLD = 1;

    /** The command was used wrongly. */
    public static final int USAGE = 2;

    /** A fault of the program. */
    public static final int FAULT = 70;

    /** Another instance holds the lock. */
    public static final int LOCKED = 75;

    /** The configuration is wrong. */
    public static final int CONFIGURATION = 78;

    private ExitCode() {}
}
