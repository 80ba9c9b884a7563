package cab.cli;

import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name one series of candles, the same for every command that takes just one. */
final class SeriesOptions {

    @Option(
            names = "--symbol",
            required = true,
            paramLabel = "SYMBOL",
            converter = SymbolConverter.class,
            description = "Whose candles, as BTC/USDT.")
    private @Nullable Symbol symbol;

    @Option(
            names = "--timeframe",
            required = true,
            paramLabel = "TIMEFRAME",
            converter = TimeframeConverter.class,
            description = "Length of the candles, as 15m.")
    private @Nullable Timeframe timeframe;

    Symbol symbol() {
        return Objects.requireNonNull(symbol);
    }

    Timeframe timeframe() {
        return Objects.requireNonNull(timeframe);
    }
}
