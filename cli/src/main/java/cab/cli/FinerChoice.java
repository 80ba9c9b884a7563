package cab.cli;

import cab.domain.market.Timeframe;
import java.nio.file.Path;

/** With which finer candles a candle is looked into where an order works. */
public sealed interface FinerChoice {

    /** With none. */
    record None() implements FinerChoice {}

    /** With the longest shorter ones that the local store has of the same exchange and symbol, if it has any. */
    record Nearest() implements FinerChoice {}

    /** With those of this length that the local store has of the same exchange and symbol. */
    record Stored(Timeframe timeframe) implements FinerChoice {}

    /** With those of a candle file. */
    record OfFile(Path file) implements FinerChoice {}
}
