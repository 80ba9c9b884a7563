package cab.infrastructure.exchange.live;

import cab.application.port.BrokerEvent;
import cab.domain.market.Symbol;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.Operations;
import cab.infrastructure.exchange.transport.StreamReceiver;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one listener what happens on the account with one symbol. What a message does not tell whole is asked for by
 * REST and told then; what cannot be read is told as a break, so that it is read again. Thread-safe.
 */
public final class AccountTeller {

    private static final Logger LOG = LoggerFactory.getLogger(AccountTeller.class);

    private final Symbol symbol;
    private final Consumer<BrokerEvent> listener;
    private final Operations operations;
    private final Duration deadline;
    private volatile boolean ended;

    /**
     * A teller for one listener.
     *
     * @param deadline within which what is asked for is told or given up
     */
    public AccountTeller(Symbol symbol, Consumer<BrokerEvent> listener, Operations operations, Duration deadline) {
        this.symbol = symbol;
        this.listener = listener;
        this.operations = operations;
        this.deadline = deadline;
    }

    /** A topic that tells of the account. Each tells of its break: they come back one after the other. */
    public StreamReceiver part(Consumer<JsonNode> reader) {
        return new StreamReceiver() {
            @Override
            public void message(Instant at, JsonNode result) {
                if (!ended) {
                    reader.accept(result);
                }
            }

            @Override
            public void restored() {
                tell(new BrokerEvent.StreamRestored());
            }
        };
    }

    public void tell(BrokerEvent event) {
        if (!ended) {
            listener.accept(event);
        }
    }

    /** Asks, and tells what comes of it. */
    public void ask(String what, Function<Deadline, Optional<? extends BrokerEvent>> question) {
        operations.start(
                "stream-" + what,
                deadline,
                question,
                new Operations.Answers<Optional<? extends BrokerEvent>>(
                        found -> found.ifPresent(this::tell), this::missed, this::missed));
    }

    private Optional<BrokerEvent> missed(String cause) {
        LOG.warn("news of {} could not be completed: {}", symbol, cause);
        return Optional.of(new BrokerEvent.StreamRestored());
    }

    /** The listener hears nothing any more. */
    public void end() {
        ended = true;
    }
}
