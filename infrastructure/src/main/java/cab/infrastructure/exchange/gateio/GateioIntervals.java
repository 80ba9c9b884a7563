package cab.infrastructure.exchange.gateio;

import cab.domain.market.Timeframe;
import cab.infrastructure.exchange.live.CandleInterval;

/**
 * The candles of Gate.io that our timeframes are made of. Weeks are made of days, because nothing says on which day
 * those of the exchange begin.
 */
final class GateioIntervals {

    private GateioIntervals() {}

    static CandleInterval of(Timeframe timeframe) {
        return switch (timeframe) {
            case M1, M5, M15, M30, H1, H4, H8, D1 -> new CandleInterval(timeframe, timeframe.label());
            case M3 -> of(Timeframe.M1);
            case H2, H6 -> of(Timeframe.H1);
            case H12 -> of(Timeframe.H4);
            case W1 -> of(Timeframe.D1);
        };
    }
}
