package cab.cli;

import cab.domain.market.Timeframe;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that choose finer candles, with which a candle is looked into. */
final class FinerOptions {

    @Option(
            names = "--finer",
            split = ",",
            paramLabel = "WHAT",
            description = "Where an order works, a candle is played in finer ones, so that it is known what came first:"
                    + " those of the store of this timeframe, as 1m, or of a file (default: the longest shorter ones of"
                    + " the same exchange in the store, if there are any). With several symbols one file for each, in"
                    + " their order.")
    private List<String> finer = List.of();

    @Option(names = "--no-finer", description = "Plays every candle as it is: open, low, high, close.")
    private boolean none;

    /**
     * What is chosen for symbol {@code index} of {@code symbols}.
     *
     * @param hasFile whether its candles are those of a file
     * @throws IllegalArgumentException with what is wrong, in words
     */
    FinerChoice of(int index, int symbols, boolean hasFile) {
        if (none) {
            if (!finer.isEmpty()) {
                throw new IllegalArgumentException("--no-finer and --finer do not go together");
            }
            return new FinerChoice.None();
        }
        if (finer.isEmpty()) {
            return hasFile ? new FinerChoice.None() : new FinerChoice.Nearest();
        }
        Optional<Timeframe> stored = finer.size() == 1 ? Timeframe.of(finer.getFirst()) : Optional.empty();
        if (stored.isPresent()) {
            if (hasFile) {
                throw new IllegalArgumentException("--finer must name a file where --candles does: what the store has"
                        + " may be of another exchange");
            }
            return new FinerChoice.Stored(stored.get());
        }
        if (finer.size() != symbols) {
            throw new IllegalArgumentException(
                    "--finer must name one timeframe, or one file for each symbol, in their order: there are " + symbols
                            + " symbols and " + finer.size() + " files");
        }
        try {
            return new FinerChoice.OfFile(Path.of(finer.get(index)));
        } catch (InvalidPathException unusable) {
            throw new IllegalArgumentException("--finer must name a file, was " + finer.get(index), unusable);
        }
    }
}
