package cab.app.http;

import cab.application.monitoring.HealthSource;
import cab.application.port.TradeHistory;
import cab.application.trading.Orchestrators;
import java.time.InstantSource;

/**
 * What the server tells about. Immutable.
 *
 * @param orchestrators whom it asks and commands
 * @param history what was traded
 * @param health how the program stands
 * @param marketTime the time of the market: what "today" means
 * @param strategies those there are and those that decide
 * @param backtests where they are asked for
 */
public record HttpServices(
        Orchestrators orchestrators,
        TradeHistory history,
        HealthSource health,
        InstantSource marketTime,
        StrategyChoice strategies,
        BacktestDesk backtests) {}
