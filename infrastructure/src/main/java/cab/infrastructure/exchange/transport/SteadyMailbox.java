package cab.infrastructure.exchange.transport;

import cab.application.port.Mailbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mailbox whose owner goes on when a message fails: one listener's fault must not end the stream of all. */
public record SteadyMailbox(Mailbox mailbox) implements Mailbox {

    private static final Logger LOG = LoggerFactory.getLogger(SteadyMailbox.class);

    @Override
    public boolean offer(Runnable message) {
        return mailbox.offer(() -> run(message));
    }

    @Override
    public void answer(Runnable reply) {
        mailbox.answer(() -> run(reply));
    }

    private static void run(Runnable message) {
        try {
            message.run();
        } catch (RuntimeException fault) {
            LOG.error("a message of the stream failed by a fault of the program", fault);
        }
    }
}
