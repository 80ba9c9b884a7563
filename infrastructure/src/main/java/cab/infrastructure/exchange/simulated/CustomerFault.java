package cab.infrastructure.exchange.simulated;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done when the code of a customer throws while it is called back. */
@FunctionalInterface
interface CustomerFault {

    void handle(RuntimeException fault);

    /** In a backtest it is a fault of the program, and ends the run. */
    static CustomerFault endsTheRun() {
        return fault -> {
            throw fault;
        };
    }

    /** On paper the exchange goes on for all others. */
    static CustomerFault isReported() {
        Logger log = LoggerFactory.getLogger(CustomerFault.class);
        return fault -> log.error("a listener of the simulated exchange failed code=LISTENER_FAILED", fault);
    }
}
