package cab.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Which candles of a symbol and timeframe are meant. Immutable.
 *
 * @param file a candle file; the local store when empty
 * @param exchange whose candles of the store; when empty that of the settings, or the only one that has them
 * @param from the first may open then; all from the beginning when empty
 * @param to the last closes then at the latest; all to the end when empty
 * @param finer with which finer ones they are looked into
 */
public record CandleSelection(
        Optional<Path> file,
        Optional<String> exchange,
        Optional<Instant> from,
        Optional<Instant> to,
        FinerChoice finer) {

    /** Candles that nobody looks into. */
    public CandleSelection(
            Optional<Path> file, Optional<String> exchange, Optional<Instant> from, Optional<Instant> to) {
        this(file, exchange, from, to, new FinerChoice.None());
    }

    /** The same candles, looked into with {@code other} ones. */
    public CandleSelection with(FinerChoice other) {
        return new CandleSelection(file, exchange, from, to, other);
    }

    /** All candles of a file. */
    public static CandleSelection ofFile(Path file) {
        return new CandleSelection(Optional.of(file), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
