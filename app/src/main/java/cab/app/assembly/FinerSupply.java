package cab.app.assembly;

import cab.app.assembly.CandleSupply.Supply;
import cab.cli.ExitCode;
import cab.cli.FinerChoice;
import cab.cli.Refusal;
import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import cab.infrastructure.marketdata.CandleFile;
import cab.infrastructure.marketdata.CandleFileOutcome;
import cab.infrastructure.marketdata.CandleGaps;
import cab.infrastructure.marketdata.FinerCandles;
import cab.infrastructure.marketdata.store.CandleKey;
import cab.infrastructure.marketdata.store.CandleStore;
import cab.infrastructure.marketdata.store.StoredSeries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the finer candles with which candles are to be looked into. Immutable. */
final class FinerSupply {

    private final CandleStore store;
    private final Supplier<CandleKey> taken;

    /** @param taken the file of the store that the candles are taken from, or put together from */
    FinerSupply(CandleStore store, Supplier<CandleKey> taken) {
        this.store = store;
        this.taken = taken;
    }

    /**
     * {@code supply} with the finer candles that were chosen.
     *
     * @throws Refusal when they were named and cannot be used; what was not asked for by name is told of in a note
     */
    Supply with(Supply supply, FinerChoice choice) {
        return switch (choice) {
            case FinerChoice.None _ -> supply;
            case FinerChoice.Nearest _ -> nearest(supply);
            case FinerChoice.Stored(Timeframe timeframe) -> stored(supply, timeframe);
            case FinerChoice.OfFile(Path file) -> ofFile(supply, file);
        };
    }

    private Supply nearest(Supply supply) {
        CandleKey key = taken.get();
        Timeframe timeframe = supply.candles().timeframe();
        Optional<CandleKey> finer =
                key.timeframe() == timeframe ? store.finer(key.exchange(), key.symbol(), timeframe) : Optional.of(key);
        if (finer.isEmpty()) {
            return supply;
        }
        return switch (store.read(finer.get())) {
            case StoredSeries.Read(CandleSeries candles) ->
                joined(supply, candles, finer.get().toString());
            case StoredSeries.Absent _ -> supply;
            case StoredSeries.Refused(String message) -> noted(supply, Optional.empty(), "not looked into: " + message);
        };
    }

    private Supply stored(Supply supply, Timeframe timeframe) {
        CandleKey key = taken.get();
        requireShorter(supply.candles().timeframe(), timeframe);
        CandleKey finer = new CandleKey(key.exchange(), key.symbol(), timeframe);
        return switch (store.read(finer)) {
            case StoredSeries.Read(CandleSeries candles) -> joined(supply, candles, finer.toString());
            case StoredSeries.Absent _ ->
                throw refusal("no candles of " + finer + " are stored in " + store.folder()
                        + "; get them: ./cab data download --symbol " + key.symbol() + " --timeframe " + timeframe
                        + " --exchange " + key.exchange());
            case StoredSeries.Refused(String message) -> throw refusal(message);
        };
    }

    private static Supply ofFile(Supply supply, Path file) {
        return switch (new CandleFile(file).read()) {
            case CandleFileOutcome.Refused refused -> throw refusal(refused.message());
            case CandleFileOutcome.Read(CandleSeries candles, CandleGaps _) -> {
                requireShorter(supply.candles().timeframe(), candles.timeframe());
                yield joined(supply, candles, file.getFileName() + " (" + candles.timeframe() + ")");
            }
        };
    }

    private static void requireShorter(Timeframe timeframe, Timeframe finer) {
        if (finer == timeframe || !timeframe.isMultipleOf(finer)) {
            throw refusal("candles of " + timeframe + " cannot be looked into with candles of " + finer);
        }
    }

    private static Supply joined(Supply supply, CandleSeries finer, String source) {
        CandleSeries candles = supply.candles();
        int from = finer.indexAtOrAfter(candles.openTimeMs(0));
        int to = finer.indexAtOrAfter(candles.closeTimeMs(candles.size() - 1));
        boolean isAll = from == 0 && to == finer.size();
        FinerCandles known = FinerCandles.of(candles, isAll ? finer : finer.slice(from, to));
        if (known.told() == 0) {
            return noted(
                    supply,
                    Optional.empty(),
                    "not looked into: " + source + " tells of none of these candles"
                            + (known.different() > 0 ? " the same" : ""));
        }
        String all = String.format(
                Locale.ROOT,
                "where an order works, candles are looked into with those of %s: they tell %,d of %,d",
                source,
                known.told(),
                candles.size());
        return noted(supply, Optional.of(known), all + rest(known));
    }

    private static String rest(FinerCandles known) {
        List<String> rest = new ArrayList<>();
        if (known.incomplete() > 0) {
            rest.add(String.format(Locale.ROOT, "%,d lack some", known.incomplete()));
        }
        if (known.different() > 0) {
            rest.add(String.format(
                    Locale.ROOT, "%,d have another open, high, low, close or volume in them", known.different()));
        }
        return rest.isEmpty() ? "" : ", " + String.join(", ", rest);
    }

    private static Supply noted(Supply supply, Optional<FinerCandles> finer, String note) {
        List<String> notes = new ArrayList<>(supply.notes());
        notes.add(note);
        return new Supply(supply.candles(), finer, notes);
    }

    private static Refusal refusal(String reason) {
        return new Refusal(ExitCode.DOES_NOT_HOLD, List.of("cab: " + reason));
    }
}
