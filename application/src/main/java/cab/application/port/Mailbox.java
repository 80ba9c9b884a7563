package cab.application.port;

/**
 * The only way to the state of an owner: messages are handled one at a time, in order, by the owner's thread. Bounded.
 * Thread-safe.
 */
public interface Mailbox {

    /** Hands a message over; false when the mailbox is full or closed, and the message was not taken. Never waits. */
    boolean offer(Runnable message);
}
