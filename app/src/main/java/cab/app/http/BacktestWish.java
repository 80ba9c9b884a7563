package cab.app.http;

import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A backtest as somebody asks for it over HTTP. Well-formed, but not yet looked at by anybody who knows settings and
 * candles. Immutable.
 *
 * @param symbols what is traded, at least one, of one quote currency; several share one capital
 * @param timeframe of the candles
 * @param exchange whose candles; when empty that of the program, or the only one that has them
 * @param from the first candle may open then; all from the beginning when empty
 * @param to the last candle closes then at the latest; all to the end when empty
 * @param strategies in order; those of the program when empty
 * @param mode how they agree; that of the program when empty
 * @param settings for this run, by name, as somebody wrote them
 * @param cash what the account starts with, as somebody wrote it
 * @param fee of each fill in percent, as somebody wrote it
 */
public record BacktestWish(
        List<Symbol> symbols,
        Timeframe timeframe,
        Optional<String> exchange,
        Optional<Instant> from,
        Optional<Instant> to,
        List<String> strategies,
        Optional<String> mode,
        Map<String, String> settings,
        String cash,
        String fee) {

    public BacktestWish {
        symbols = List.copyOf(symbols);
        strategies = List.copyOf(strategies);
        settings = Map.copyOf(new TreeMap<>(settings));
    }
}
