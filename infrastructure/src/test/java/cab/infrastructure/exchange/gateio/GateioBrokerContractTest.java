package cab.infrastructure.exchange.gateio;

import cab.application.port.Broker;
import cab.application.port.BrokerContractTest;
import cab.infrastructure.exchange.live.LocalExchange;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;

/** The adapter for Gate.io keeps the contract of every broker, over sockets before the local exchange. */
final class GateioBrokerContractTest extends BrokerContractTest {

    private final LocalExchange exchange = GateioLocal.open();

    @AfterEach
    void end() {
        exchange.close();
    }

    @Override
    protected Broker broker() {
        return exchange.broker();
    }

    @Override
    protected Instant now() {
        return exchange.now();
    }

    @Override
    protected void pass(Duration duration) {
        exchange.pass(duration);
    }

    @Override
    protected void moveMarketTo(String price) {
        exchange.moveMarketTo(price);
    }
}
