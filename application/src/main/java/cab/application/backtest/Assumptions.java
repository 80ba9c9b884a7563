package cab.application.backtest;

import cab.domain.market.FeeSchedule;
import cab.domain.money.Percent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * What a backtest took the exchange to be like. Immutable.
 *
 * @param fee of each fill, before a discount
 * @param feeCoin what fees are paid in; without one in the coin received: base of a purchase, quote of a sale
 * @param spread between bid and ask; who takes pays half of it
 * @param slippage what a taker pays on top
 * @param latency of an order on its way to the exchange, and of the answer
 * @param participation the share of a candle's volume that our orders may have
 */
public record Assumptions(
        Percent fee,
        Optional<FeeCoin> feeCoin,
        Percent spread,
        Percent slippage,
        Duration latency,
        Percent participation) {

    /** Where fees are paid in the coin received. */
    public Assumptions(Percent fee, Percent spread, Percent slippage, Duration latency, Percent participation) {
        this(fee, Optional.empty(), spread, slippage, latency, participation);
    }

    /** The same with fee, spread and slippage times {@code factor}. */
    public Assumptions times(BigDecimal factor) {
        return new Assumptions(
                times(fee, factor), feeCoin, times(spread, factor), times(slippage, factor), latency, participation);
    }

    /** What the exchange takes of a fill, and in which coin. */
    public FeeSchedule fees() {
        Percent taken = feeCoin.map(coin ->
                        times(fee, BigDecimal.ONE.subtract(coin.discount().fraction())))
                .orElse(fee);
        return new FeeSchedule(
                taken, taken, feeCoin.isPresent() ? FeeSchedule.FeeCharge.QUOTE : FeeSchedule.FeeCharge.RECEIVED);
    }

    /** The fee in words, such as {@code fee 0.1 % in the coin received}. */
    public String feeWords() {
        return feeCoin.map(own -> "fee " + fees().taker() + " in " + own.coin() + " ("
                        + (own.discount().value().signum() > 0 ? fee + " less " + own.discount() + ", " : "")
                        + "bought for quote at each fill)")
                .orElse("fee " + fee + " in the coin received");
    }

    private static Percent times(Percent percent, BigDecimal factor) {
        return new Percent(percent.value().multiply(factor));
    }
}
