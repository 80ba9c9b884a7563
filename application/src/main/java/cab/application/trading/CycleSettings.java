package cab.application.trading;

import cab.application.protection.StopPolicy;
import cab.application.settlement.SettlementPolicy;
import cab.domain.market.Timeframe;
import cab.domain.protection.ProtectionPolicy;
import java.time.Duration;

/**
 * What a trading cycle goes by. Immutable.
 *
 * @param timeframe of the candles it decides on
 * @param warmUpCandles closed candles read before the first decision; fewer when there are fewer
 * @param protection how positions are protected
 * @param stops where stops live
 * @param settlement how long orders are waited for
 * @param reconcileInterval between two reconciliations; zero means at the start only
 */
public record CycleSettings(
        Timeframe timeframe,
        int warmUpCandles,
        ProtectionPolicy protection,
        StopPolicy stops,
        SettlementPolicy settlement,
        Duration reconcileInterval) {

    public CycleSettings {
        if (warmUpCandles < 0) {
            throw new IllegalArgumentException("warm-up must be 0 candles or more, was " + warmUpCandles);
        }
        if (reconcileInterval.isNegative()) {
            throw new IllegalArgumentException("reconcile interval must not be negative, was " + reconcileInterval);
        }
    }
}
