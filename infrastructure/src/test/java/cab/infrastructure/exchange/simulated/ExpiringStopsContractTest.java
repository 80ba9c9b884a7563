package cab.infrastructure.exchange.simulated;

import java.time.Duration;

/** The same exchange where stops expire. */
final class ExpiringStopsContractTest extends SimulatedBrokerContractTest {

    @Override
    Duration stopLifetime() {
        return Duration.ofHours(2);
    }
}
