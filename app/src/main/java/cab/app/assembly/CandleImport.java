package cab.app.assembly;

import cab.cli.DataProgram.ImportRequest;
import cab.cli.DataProgram.Imported;
import cab.cli.DataProgram.Stored;
import cab.domain.market.CandleAggregator;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.config.ExchangeCatalogue;
import cab.infrastructure.marketdata.CandleFile;
import cab.infrastructure.marketdata.CandleFileOutcome;
import cab.infrastructure.marketdata.CandleGaps;
import cab.infrastructure.marketdata.store.CandleKey;
import cab.infrastructure.marketdata.store.CandleStore;
import cab.infrastructure.marketdata.store.MarketName;
import cab.infrastructure.marketdata.store.MergeOutcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes candles of files into the store. Owned by one thread. */
final class CandleImport {

    /** Where candles come from when nothing says it. */
    private static final String UNKNOWN = "imported";

    private static final Pattern ENDING = Pattern.compile("(\\.(csv|json))?(\\.gz)?$");

    private final CandleStore store;
    private final ImportRequest request;

    CandleImport(CandleStore store, ImportRequest request) {
        this.store = store;
        this.request = request;
    }

    /** Takes one file. */
    Imported take(Path file) {
        Optional<MarketName> name = nameOf(file);
        Optional<Symbol> symbol = request.symbol().or(() -> name.map(MarketName::symbol));
        if (symbol.isEmpty()) {
            return refused(
                    file, file + ": the name of the file does not say the symbol, as BTC_USDT-15m does: give --symbol");
        }
        CandleFile candles = new CandleFile(file);
        Optional<Timeframe> timeframe = request.timeframe().or(() -> name.map(MarketName::timeframe));
        return switch (timeframe.isPresent() ? candles.read(timeframe.get()) : candles.read()) {
            case CandleFileOutcome.Refused problem ->
                refused(file, problem.message() + (timeframe.isEmpty() ? hint(problem) : ""));
            case CandleFileOutcome.Read(CandleSeries read, CandleGaps _) ->
                stored(file, exchange(file, name), symbol.get(), read);
        };
    }

    private static String hint(CandleFileOutcome.Refused problem) {
        return problem.reason().contains("timeframe") ? ": give --timeframe" : "";
    }

    private static Optional<MarketName> nameOf(Path file) {
        return MarketName.of(ENDING.matcher(String.valueOf(file.getFileName())).replaceFirst(""));
    }

    /** The folder says it where freqtrade has written: {@code user_data/data/binance/BTC_USDT-15m.json}. */
    private String exchange(Path file, Optional<MarketName> name) {
        if (request.exchange().isPresent()) {
            return request.exchange().get();
        }
        Path folder = file.toAbsolutePath().normalize().getParent();
        String said = folder == null ? "" : String.valueOf(folder.getFileName());
        boolean isKnown =
                ExchangeCatalogue.all().stream().anyMatch(known -> known.name().equals(said));
        return name.isPresent() && isKnown ? said : UNKNOWN;
    }

    private Imported stored(Path file, String exchange, Symbol symbol, CandleSeries read) {
        List<Stored> done = new ArrayList<>();
        List<CandleSeries> all = new ArrayList<>(List.of(read));
        for (Timeframe longer : request.resampled()) {
            if (!longer.isMultipleOf(read.timeframe()) || longer == read.timeframe()) {
                return refused(
                        file,
                        file + ": candles of " + longer + " cannot be put together from candles of "
                                + read.timeframe());
            }
            all.add(CandleAggregator.aggregated(read, longer));
        }
        for (CandleSeries candles : all) {
            CandleKey key = new CandleKey(exchange, symbol, candles.timeframe());
            if (candles.isEmpty()) {
                return new Imported(file, done, file + ": its candles make no whole candle of " + candles.timeframe());
            }
            switch (store.merge(key, candles, request.replaces())) {
                case MergeOutcome.Merged(int added, int same, int replaced, int total) ->
                    done.add(new Stored(DataRunner.nameOf(key), added, same, replaced, total, candles.missing()));
                case MergeOutcome.Conflict conflict -> {
                    return new Imported(file, done, file + ": " + words(conflict, key));
                }
                case MergeOutcome.Refused(String message) -> {
                    return new Imported(file, done, file + ": " + message);
                }
            }
        }
        return new Imported(file, done, "");
    }

    private static String words(MergeOutcome.Conflict conflict, CandleKey key) {
        return conflict.count() + (conflict.count() == 1 ? " candle differs" : " candles differ")
                + " from what is stored of "
                + key + ", the first at " + Instant.ofEpochMilli(conflict.atMs()) + " (stored " + conflict.stored()
                + ", offered " + conflict.offered() + "); --replace takes the offered ones";
    }

    private static Imported refused(Path file, String problem) {
        return new Imported(file, List.of(), problem);
    }
}
