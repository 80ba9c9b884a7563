package cab.app.assembly;

import cab.application.port.StorageException;
import cab.cli.DataProgram;
import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.domain.market.CandleSeries;
import cab.infrastructure.config.StorageSettings;
import cab.infrastructure.marketdata.store.CandleKey;
import cab.infrastructure.marketdata.store.CandleStore;
import cab.infrastructure.marketdata.store.MergeOutcome;
import cab.infrastructure.marketdata.store.Shelf;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps candles for the command line. Immutable. */
public final class DataRunner implements DataProgram {

    private final SettingsReader reader;

    public DataRunner(SettingsReader reader) {
        this.reader = reader;
    }

    private CandleStore store(Optional<Path> envFile) {
        return CandleStore.in(reader.read(envFile).get(StorageSettings.DATA_DIR));
    }

    @Override
    public Listing list(Optional<Path> envFile) {
        CandleStore store = store(envFile);
        try {
            return new Listing(
                    store.folder(),
                    store.shelves().stream().map(DataRunner::series).toList());
        } catch (StorageException unreadable) {
            throw refusal(unreadable);
        }
    }

    private static Series series(Shelf shelf) {
        Optional<Shelf.Content> content = shelf.content();
        return new Series(
                nameOf(shelf.key()),
                content.map(Shelf.Content::fromMs).map(Instant::ofEpochMilli).orElse(Instant.EPOCH),
                content.map(Shelf.Content::toMs).map(Instant::ofEpochMilli).orElse(Instant.EPOCH),
                content.map(Shelf.Content::count).orElse(0),
                content.map(Shelf.Content::gaps).map(gaps -> gaps.gaps()).orElse(0L),
                content.map(Shelf.Content::gaps).map(gaps -> gaps.missing()).orElse(0L),
                shelf.bytes(),
                shelf.fault());
    }

    static SeriesName nameOf(CandleKey key) {
        return new SeriesName(key.exchange(), key.symbol(), key.timeframe());
    }

    @Override
    public List<Imported> importFiles(ImportRequest request) {
        request.exchange().ifPresent(DataRunner::requireExchange);
        CandleImport candles = new CandleImport(store(request.envFile()), request);
        try {
            return request.files().stream().map(candles::take).toList();
        } catch (StorageException unwritable) {
            throw refusal(unwritable);
        }
    }

    @Override
    public Stored generate(GenerateRequest request) {
        request.exchange().ifPresent(DataRunner::requireExchange);
        CandleSeries candles = SyntheticCandles.of(request);
        CandleKey key = new CandleKey(
                request.exchange().orElse("seed-" + Long.toUnsignedString(request.seed())),
                request.symbol(),
                request.timeframe());
        try {
            return switch (store(request.envFile()).merge(key, candles, false)) {
                case MergeOutcome.Merged(int added, int same, int replaced, int total) ->
                    new Stored(nameOf(key), added, same, replaced, total, candles.missing());
                case MergeOutcome.Conflict _ ->
                    throw refusal("other candles are stored of " + key + "; give another name with --exchange");
                case MergeOutcome.Refused(String message) -> throw refusal(message);
            };
        } catch (StorageException unwritable) {
            throw refusal(unwritable);
        }
    }

    private static void requireExchange(String name) {
        if (!CandleKey.isExchange(name)) {
            throw new Refusal(
                    ExitCode.USAGE,
                    List.of("cab: --exchange must be 1..32 characters of a-z, 0-9 and -, was '" + name + "'"));
        }
    }

    private static Refusal refusal(StorageException problem) {
        return refusal(String.valueOf(problem.getMessage()));
    }

    private static Refusal refusal(String reason) {
        return new Refusal(ExitCode.DOES_NOT_HOLD, List.of("cab: " + reason));
    }
}
