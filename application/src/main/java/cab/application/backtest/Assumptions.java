package cab.application.backtest;

import cab.domain.money.Percent;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * What a backtest took the exchange to be like. Immutable.
 *
 * @param fee of each fill
 * @param spread between bid and ask; who takes pays half of it
 * @param slippage what a taker pays on top
 * @param latency of an order on its way to the exchange, and of the answer
 * @param participation the share of a candle's volume that our orders may have
 */
public record Assumptions(Percent fee, Percent spread, Percent slippage, Duration latency, Percent participation) {

    /** The same with fee, spread and slippage times {@code factor}. */
    public Assumptions times(BigDecimal factor) {
        return new Assumptions(
                times(fee, factor), times(spread, factor), times(slippage, factor), latency, participation);
    }

    private static Percent times(Percent percent, BigDecimal factor) {
        return new Percent(percent.value().multiply(factor));
    }
}
