package cab.app.assembly;

import cab.cli.CandleSelection;
import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.domain.market.CandleAggregator;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.config.ExchangeSettings;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.StorageSettings;
import cab.infrastructure.marketdata.CandleFile;
import cab.infrastructure.marketdata.CandleFileOutcome;
import cab.infrastructure.marketdata.CandleGaps;
import cab.infrastructure.marketdata.FinerCandles;
import cab.infrastructure.marketdata.store.CandleKey;
import cab.infrastructure.marketdata.store.CandleStore;
import cab.infrastructure.marketdata.store.StoredSeries;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the candles that a command was told to use: those of a file, or those of the local store, put together from
 * shorter ones where need be. Immutable.
 */
final class CandleSupply {

    private static final int NAMED_MAX = 8;

    private final CandleStore store;
    private final String exchange;

    CandleSupply(Settings settings) {
        this.store = CandleStore.in(settings.get(StorageSettings.DATA_DIR));
        this.exchange = settings.get(ExchangeSettings.EXCHANGE);
    }

    /**
     * What was found.
     *
     * @param candles at least one
     * @param finer what their insides are known from, where that was asked for and there is something
     * @param notes what the user should know of them
     */
    record Supply(CandleSeries candles, Optional<FinerCandles> finer, List<String> notes) {

        Supply {
            notes = List.copyOf(notes);
        }

        /** Candles that nobody looks into. */
        Supply(CandleSeries candles, List<String> notes) {
            this(candles, Optional.empty(), notes);
        }
    }

    /** @throws Refusal when there are no such candles, with the way to get some */
    Supply candles(CandleSelection selection, Symbol symbol, Timeframe timeframe) {
        Supply supply = selection.file().isPresent()
                ? ofFile(selection.file().get(), selection, timeframe)
                : ofStore(selection, symbol, timeframe);
        return new FinerSupply(store, () -> key(selection, symbol, timeframe)).with(supply, selection.finer());
    }

    private static Supply ofFile(Path file, CandleSelection selection, Timeframe timeframe) {
        return switch (new CandleFile(file).read(timeframe)) {
            case CandleFileOutcome.Refused refused -> throw refusal(refused.message());
            case CandleFileOutcome.Read(CandleSeries candles, CandleGaps _) ->
                supply(candles, selection, String.valueOf(file.getFileName()), new ArrayList<>());
        };
    }

    private Supply ofStore(CandleSelection selection, Symbol symbol, Timeframe timeframe) {
        CandleKey key = key(selection, symbol, timeframe);
        List<String> notes = new ArrayList<>();
        if (selection.exchange().isEmpty() && !key.exchange().equals(exchange)) {
            notes.add("candles of " + key.exchange() + ", the only ones that are stored of " + symbol + " "
                    + key.timeframe());
        }
        CandleSeries stored = switch (store.read(key)) {
            case StoredSeries.Read(CandleSeries candles) -> candles;
            case StoredSeries.Absent _ -> throw absent(symbol, timeframe);
            case StoredSeries.Refused(String message) -> throw refusal(message);
        };
        if (key.timeframe() == timeframe) {
            return supply(stored, selection, key.toString(), notes);
        }
        notes.add(timeframe + " candles are put together from those of " + key.timeframe()
                + "; ./cab data import and download can store them");
        CandleSeries longer = CandleAggregator.aggregated(stored, timeframe);
        if (longer.isEmpty()) {
            throw refusal("the candles of " + key + " make no whole candle of " + timeframe);
        }
        return supply(longer, selection, key.toString(), notes);
    }

    private CandleKey key(CandleSelection selection, Symbol symbol, Timeframe timeframe) {
        return find(selection, symbol, timeframe).orElseThrow(() -> absent(symbol, timeframe));
    }

    /**
     * Which file of the store is meant: of the exchange that was named, or of the settings, or the only one; of this
     * timeframe, or else shorter. Empty when there is none.
     *
     * @throws Refusal when several could be
     */
    Optional<CandleKey> find(CandleSelection selection, Symbol symbol, Timeframe timeframe) {
        String wanted = selection.exchange().orElse(exchange);
        List<CandleKey> usable = store.keys().stream()
                .filter(key -> key.symbol().equals(symbol) && timeframe.isMultipleOf(key.timeframe()))
                .filter(key -> selection.exchange().isEmpty() || key.exchange().equals(wanted))
                .toList();
        if (usable.isEmpty()) {
            return Optional.empty();
        }
        Timeframe longest = usable.stream()
                .map(CandleKey::timeframe)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<CandleKey> best =
                usable.stream().filter(key -> key.timeframe() == longest).toList();
        Optional<CandleKey> ofWanted =
                best.stream().filter(key -> key.exchange().equals(wanted)).findFirst();
        if (ofWanted.isEmpty() && best.size() > 1) {
            throw refusal(symbol + " " + longest + " is stored of "
                    + best.stream().map(CandleKey::exchange).collect(Collectors.joining(", "))
                    + ": choose one with --exchange");
        }
        return ofWanted.or(() -> Optional.of(best.getFirst()));
    }

    /** What is stored, in a few words. */
    String stock() {
        List<CandleKey> keys = store.keys();
        if (keys.isEmpty()) {
            return "nothing is";
        }
        String first = keys.stream().limit(NAMED_MAX).map(CandleKey::toString).collect(Collectors.joining(", "));
        String more = keys.size() > NAMED_MAX ? " and " + (keys.size() - NAMED_MAX) + " more" : "";
        return "stored " + (keys.size() == 1 ? "is " : "are ") + first + more;
    }

    private Refusal absent(Symbol symbol, Timeframe timeframe) {
        return new Refusal(
                ExitCode.DOES_NOT_HOLD,
                List.of(
                        "cab: no candles of " + symbol + " " + timeframe + " are stored in " + store.folder() + ", "
                                + stock(),
                        "get them: ./cab data download --symbol " + symbol + " --timeframe " + timeframe
                                + "    or: ./cab data import FILE --symbol " + symbol
                                + "    or name a file: --candles FILE"));
    }

    private static Supply supply(CandleSeries candles, CandleSelection selection, String source, List<String> notes) {
        CandleSeries chosen = chosen(candles, selection);
        if (chosen.isEmpty()) {
            throw refusal(source + " has no candles in that span: it goes from "
                    + Instant.ofEpochMilli(candles.openTimeMs(0)) + " to "
                    + Instant.ofEpochMilli(candles.closeTimeMs(candles.size() - 1)));
        }
        CandleGaps gaps = CandleGaps.of(chosen);
        if (gaps.missing() > 0) {
            notes.add(source + ": " + gaps.missing() + " candles are missing in " + gaps.gaps()
                    + " gaps, the longest of " + gaps.longest() + "; nothing is filled in for them");
        }
        return new Supply(chosen, notes);
    }

    private static CandleSeries chosen(CandleSeries candles, CandleSelection selection) {
        if (selection.from().isEmpty() && selection.to().isEmpty()) {
            return candles;
        }
        int from = selection
                .from()
                .map(Instant::toEpochMilli)
                .map(candles::indexAtOrAfter)
                .orElse(0);
        // The last one closes at the end at the latest.
        int to = selection
                .to()
                .map(end -> candles.indexAtOrAfter(
                        end.toEpochMilli() - candles.timeframe().lengthMs() + 1))
                .orElse(candles.size());
        return candles.slice(from, Math.max(from, to));
    }

    private static Refusal refusal(String reason) {
        return new Refusal(ExitCode.DOES_NOT_HOLD, List.of("cab: " + reason));
    }
}
