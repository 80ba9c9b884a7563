package cab.cli;

/**
 * Whether the user wants a long command to end with what it has: Ctrl-C. The process lives on until this is closed, so
 * that the command can tell what came of it.
 */
public interface StopWish extends AutoCloseable {

    boolean isWanted();

    @Override
    void close();
}
