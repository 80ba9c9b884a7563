package cab.app.assembly;

import cab.application.backtest.Assumptions;
import cab.application.backtest.FeeCoin;
import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Quantity;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.SimulationSettings;
import cab.infrastructure.exchange.simulated.ExchangeTerms;
import cab.infrastructure.exchange.simulated.FillRules;
import cab.infrastructure.exchange.simulated.Latency;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;

/** The terms of the simulated exchange that the settings ask for. */
final class SimulatedTerms {

    /**
     * Quote currencies of which one unit is about a dollar; of others a ten-thousandth is taken to be worth as much.
     */
    private static final Set<String> DOLLARS =
            Set.of("USDT", "USDC", "USD", "BUSD", "DAI", "TUSD", "FDUSD", "EUR", "GBP");

    private static final BigDecimal NOTIONAL_MIN = BigDecimal.ONE;
    private static final int TICK_SCALE_MAX = 12;

    private SimulatedTerms() {}

    static ExchangeTerms of(Settings settings) {
        return of(assumptions(settings), settings.get(SimulationSettings.SIM_SEED));
    }

    static ExchangeTerms of(Assumptions assumed, long seed) {
        Duration latency = assumed.latency();
        return ExchangeTerms.honest(seed)
                .withFills(new FillRules(assumed.spread(), assumed.slippage(), assumed.participation()))
                .withLatency(new Latency(
                        latency, latency, Duration.ZERO, latency.multipliedBy(4).plusSeconds(10)));
    }

    /** What the settings take the exchange to be like. */
    static Assumptions assumptions(Settings settings) {
        return new Assumptions(
                settings.get(SimulationSettings.SIM_FEE_PCT),
                settings.get(SimulationSettings.SIM_FEE_COIN)
                        .map(coin -> new FeeCoin(coin, settings.get(SimulationSettings.SIM_FEE_COIN_DISCOUNT_PCT))),
                settings.get(SimulationSettings.SIM_SPREAD_PCT),
                settings.get(SimulationSettings.SIM_SLIPPAGE_PCT),
                settings.get(SimulationSettings.SIM_LATENCY_MS),
                settings.get(SimulationSettings.SIM_PARTICIPATION_PCT));
    }

    /**
     * Trading rules as an exchange would set them for a coin of this price: a tick of about a millionth of the price, a
     * step worth at most a tenth of the least order.
     */
    static Instrument instrument(Symbol symbol, double referencePrice, Settings settings) {
        return instrument(symbol, referencePrice, assumptions(settings).fees());
    }

    /** The same, with a fee that makers and takers pay of what they receive. */
    static Instrument instrument(Symbol symbol, double referencePrice, Percent fee) {
        return instrument(symbol, referencePrice, new FeeSchedule(fee, fee, FeeSchedule.FeeCharge.RECEIVED));
    }

    /** The same, with these fees. */
    static Instrument instrument(Symbol symbol, double referencePrice, FeeSchedule fees) {
        BigDecimal minNotional = DOLLARS.contains(symbol.quote().code()) ? NOTIONAL_MIN : NOTIONAL_MIN.movePointLeft(4);
        int tickScale = scaleOf(referencePrice / 1e6);
        int stepScale = scaleOf(minNotional.doubleValue() / 10 / referencePrice);
        return new Instrument(
                symbol,
                BigDecimal.ONE.movePointLeft(tickScale),
                BigDecimal.ONE.movePointLeft(stepScale),
                Quantity.ZERO,
                new Money(minNotional, symbol.quote()),
                fees);
    }

    /** Digits after the point of the largest power of ten that is not more than {@code size}; 0 to 12. */
    private static int scaleOf(double size) {
        int scale = 0;
        double step = 1;
        while (step > size && scale < TICK_SCALE_MAX) {
            step /= 10;
            scale++;
        }
        return scale;
    }
}
