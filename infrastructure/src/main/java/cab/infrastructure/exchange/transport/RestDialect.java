package cab.infrastructure.exchange.transport;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** How one exchange wants to be asked over REST, and how it answers. Thread-safe. */
public interface RestDialect {

    /** The path and query of {@code call}, as they are sent. */
    String target(ExchangeCall call);

    /** Whether private calls can be signed. */
    boolean hasKey();

    /** Adds what the exchange wants in the head of {@code call}: its signature, and by when it must have arrived. */
    void sign(ExchangeCall call, HttpRequest.Builder request);

    /** What the answer says. A refusal counts only in the exchange's own words. */
    ExchangeAnswer read(int status, byte[] body);

    /** Whether the exchange serves nothing for a while, because too much was asked. */
    boolean isTooMany(int status, ExchangeAnswer answer);

    /** How many requests are left in the budget of the call that is answered. */
    OptionalLong left(HttpHeaders headers);

    /** When that budget is full again, by the exchange's clock. */
    Optional<Instant> reset(HttpHeaders headers);
}
