package cab.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose candles of the local store, the same for every command. */
final class StoreOptions {

    @Option(
            names = "--exchange",
            paramLabel = "NAME",
            description = "Whose candles of the local store (default: EXCHANGE, or the only one that has them).")
    private @Nullable String exchange;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            converter = TimePoint.Converter.class,
            description = "First day, or an instant, UTC (default: the first candle).")
    private @Nullable TimePoint from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            converter = TimePoint.Converter.class,
            description = "Last day, or an instant, UTC (default: the last candle).")
    private @Nullable TimePoint to;

    CandleSelection ofStore() {
        return new CandleSelection(
                Optional.empty(),
                Optional.ofNullable(exchange),
                Optional.ofNullable(from).map(TimePoint::begin),
                Optional.ofNullable(to).map(TimePoint::end));
    }

    CandleSelection of(Optional<Path> file) {
        CandleSelection chosen = ofStore();
        return new CandleSelection(file, chosen.exchange(), chosen.from(), chosen.to());
    }
}
