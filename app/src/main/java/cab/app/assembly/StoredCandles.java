package cab.app.assembly;

import cab.app.http.BacktestWish;
import cab.cli.CandleSelection;
import cab.cli.Refusal;
import cab.domain.market.Symbol;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.StorageSettings;
import cab.infrastructure.marketdata.store.CandleKey;
import cab.infrastructure.marketdata.store.CandleStore;
import cab.infrastructure.marketdata.store.Shelf;
import java.time.Instant;
import java.util.Optional;

/** The candles of the local store. Immutable. */
final class StoredCandles implements CandleSource {

    private final CandleSupply supply;
    private final CandleStore store;

    StoredCandles(Settings settings) {
        this.supply = new CandleSupply(settings);
        this.store = CandleStore.in(settings.get(StorageSettings.DATA_DIR));
    }

    @Override
    public Look look(BacktestWish wish, Symbol symbol) {
        String wanted = symbol + " " + wish.timeframe();
        try {
            Optional<CandleKey> key = supply.find(selection(wish), symbol, wish.timeframe());
            if (key.isEmpty()) {
                return new Look.Missing("no candles of " + wanted + " are stored, " + supply.stock()
                        + "; get them with: cab data download --symbol " + symbol + " --timeframe "
                        + wish.timeframe());
            }
            return store.shelf(key.get())
                    .content()
                    .map(content -> look(wish, key.get(), content))
                    .orElseGet(() -> new Look.Missing("the stored candles of " + wanted + " are damaged"));
        } catch (Refusal several) {
            return new Look.Missing("several exchanges have candles of " + wanted + ", " + supply.stock()
                    + ": choose one with the field exchange");
        }
    }

    private static Look look(BacktestWish wish, CandleKey key, Shelf.Content content) {
        Instant first = Instant.ofEpochMilli(content.fromMs());
        Instant last = Instant.ofEpochMilli(content.toMs());
        boolean isBeside = wish.from().map(from -> !from.isBefore(last)).orElse(false)
                || wish.to().map(to -> !to.isAfter(first)).orElse(false);
        return isBeside
                ? new Look.Missing(key + " has no candles in that span: it goes from " + first + " to " + last)
                : new Look.There(content.count());
    }

    @Override
    public CandleSupply.Supply read(BacktestWish wish, Symbol symbol) {
        return supply.candles(selection(wish), symbol, wish.timeframe());
    }

    private static CandleSelection selection(BacktestWish wish) {
        return new CandleSelection(Optional.empty(), wish.exchange(), wish.from(), wish.to());
    }
}
