package cab.app.assembly;

import cab.application.monitoring.ComponentHealth;
import cab.application.port.MarketData;
import cab.infrastructure.time.RunningClock;
import java.util.function.LongSupplier;

/** A connection to the market of an exchange, without an account. Thread-safe. */
interface PriceLine extends AutoCloseable {

    /** The market; lives as long as the connection. */
    MarketData marketData();

    /** The time of the market. */
    RunningClock clock();

    /** The monotonic clock that belongs to it, in nanoseconds. */
    LongSupplier nanoTime();

    /** How the connection stands. */
    ComponentHealth health();

    @Override
    void close();
}
