package cab.application.trading;

import cab.domain.market.ClosedCandle;
import cab.domain.regime.RegimeGate;
import cab.domain.risk.RiskManager;
import cab.domain.signal.Decision;
import cab.domain.signal.SignalPipeline;
import cab.domain.sizing.PositionSizer;

/**
 * What decides, in the order of the pipeline. Used by one cycle only.
 *
 * @param pipeline from candle to signal: trend filter, strategies, aggregation, fusion
 * @param regime whether the market as a whole allows entries
 * @param sizer how much an entry may spend
 * @param risk which entries are refused
 */
public record CycleRules(SignalPipeline pipeline, RegimeGate regime, PositionSizer sizer, RiskManager risk) {

    /** Shows the next closed candle to all that look at candles, and decides. */
    Decision onCandle(ClosedCandle candle) {
        sizer.onCandle(candle);
        return pipeline.onCandle(candle);
    }
}
