package cab.infrastructure.exchange.gateio;

import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Quantity;
import java.math.BigDecimal;

/** Trading rules as small as a test needs them. */
final class GateioRules {

    private GateioRules() {}

    static Instrument of(String tick, String step) {
        return new Instrument(
                GateioBench.BTC_USDT,
                new BigDecimal(tick),
                new BigDecimal(step),
                Quantity.ZERO,
                Money.zero(GateioBench.BTC_USDT.quote()),
                new FeeSchedule(Percent.of("0.2"), Percent.of("0.2"), FeeSchedule.FeeCharge.RECEIVED));
    }
}
