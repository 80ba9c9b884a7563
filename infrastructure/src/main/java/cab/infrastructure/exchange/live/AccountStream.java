package cab.infrastructure.exchange.live;

import cab.application.port.BrokerEvent;
import cab.application.port.Subscription;
import cab.domain.market.Symbol;
import java.util.function.Consumer;

/** The stream of what happens on the account. Thread-safe. */
public interface AccountStream {

    /** See {@link cab.application.port.Broker#subscribe}. */
    Subscription subscribe(Symbol symbol, Consumer<BrokerEvent> listener);
}
