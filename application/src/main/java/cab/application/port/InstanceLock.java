package cab.application.port;

import java.util.Optional;

/** Sees to it that one program at a time trades one account and database. Thread-safe. */
public interface InstanceLock extends AutoCloseable {

    /** Takes the lock, or says who holds it. */
    Optional<String> acquireOrHolder();

    /** Whether the lock is still held; a lost lock stops trading. */
    boolean isHeld();

    /** Gives the lock back. */
    @Override
    void close();
}
