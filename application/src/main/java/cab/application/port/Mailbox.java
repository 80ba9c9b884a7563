package cab.application.port;

/**
 * The only way to the state of an owner: messages are handled one at a time, in order, by the owner's thread. Bounded.
 * Thread-safe.
 */
public interface Mailbox {

    /**
     * Hands over something the world pushes: a price, a candle, an operator's command. False when the mailbox is full
     * or closed, and the message was not taken. Never waits.
     */
    boolean offer(Runnable message);

    /**
     * Hands over the reply to a command of the owner. It is taken even when {@link #offer} refuses, because a reply
     * that is lost would leave an order without an end; there are never more replies than commands. Dropped when the
     * mailbox is closed. Never waits.
     */
    void answer(Runnable reply);
}
