package cab.application.trading;

import cab.application.port.Mandate;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.order.BotId;
import cab.domain.position.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How an orchestrator stands. Immutable.
 *
 * @param bot its name
 * @param symbol what it trades
 * @param state what it does as a whole
 * @param tradingState which orders may leave
 * @param phase what it is at
 * @param lastCycleAt close of the last candle it looked at
 * @param cycles candles it has looked at since its start
 * @param pauseReasons why it opens nothing, in words; empty when it may
 * @param mandate what an operator last allowed it; empty when nobody has ever said anything
 * @param durable whether all that happened is written, or being written
 * @param position what it holds
 * @param dust what it holds that is too small to be sold by itself: it goes with the next sale
 * @param lastPrice the last price it has heard of
 * @param unrealisedPnl what the position would earn at that price, fees of the sale not included
 * @param realisedToday what sells realised on this UTC day
 * @param stopLevel the price at which the position is sold to protect it, when one is held
 * @param stopAtExchange the trigger of the stop that rests at the exchange, when one does; else the level is watched by
 *     the program alone
 * @param workingOrders orders that have not come to their end
 * @param blocked how often which rule or stage refused an entry since the start
 */
public record OrchestratorStatus(
        BotId bot,
        Symbol symbol,
        OrchestratorState state,
        TradingState tradingState,
        Phase phase,
        Optional<Instant> lastCycleAt,
        long cycles,
        List<String> pauseReasons,
        Optional<Mandate> mandate,
        boolean durable,
        Position position,
        Optional<Position> dust,
        Optional<Price> lastPrice,
        Optional<Money> unrealisedPnl,
        Money realisedToday,
        Optional<Price> stopLevel,
        Optional<Price> stopAtExchange,
        int workingOrders,
        SortedMap<String, Long> blocked) {

    public OrchestratorStatus {
        pauseReasons = List.copyOf(pauseReasons);
    }
}
