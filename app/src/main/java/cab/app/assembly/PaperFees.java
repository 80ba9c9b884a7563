package cab.app.assembly;

import cab.application.port.HistoryReport;
import cab.application.port.MarketData;
import cab.application.port.MarketListener;
import cab.application.port.Subscription;
import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.market.Quote;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Percent;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.SimulationSettings;
import java.util.Optional;
import java.util.function.Consumer;

/** A real market whose fees are those of the settings. Thread-safe. */
final class PaperFees implements MarketData {

    private final MarketData market;
    private final Percent fee;

    private PaperFees(MarketData market, Percent fee) {
        this.market = market;
        this.fee = fee;
    }

    /** {@code market} with the fees that the settings name; as it is where they name none. */
    static MarketData of(Settings settings, MarketData market) {
        return SimulationSettings.feeOfItsOwn(settings)
                .<MarketData>map(fee -> new PaperFees(market, fee))
                .orElse(market);
    }

    @Override
    public Optional<Instrument> instrument(Symbol symbol) {
        return market.instrument(symbol)
                .map(rules -> new Instrument(
                        rules.symbol(),
                        rules.priceTick(),
                        rules.quantityStep(),
                        rules.minQuantity(),
                        rules.minNotional(),
                        new FeeSchedule(fee, fee, rules.fees().charge())));
    }

    @Override
    public Optional<Quote> quote(Symbol symbol) {
        return market.quote(symbol);
    }

    @Override
    public void history(Symbol symbol, Timeframe timeframe, int count, Consumer<HistoryReport> reply) {
        market.history(symbol, timeframe, count, reply);
    }

    @Override
    public Subscription subscribe(Symbol symbol, Timeframe timeframe, MarketListener listener) {
        return market.subscribe(symbol, timeframe, listener);
    }

    @Override
    public void watchBelow(Symbol symbol, double price) {
        market.watchBelow(symbol, price);
    }
}
