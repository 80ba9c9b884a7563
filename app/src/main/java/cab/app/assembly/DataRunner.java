package cab.app.assembly;

import cab.application.port.StorageException;
import cab.cli.DataProgram;
import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.config.ExchangeSettings;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.StorageSettings;
import cab.infrastructure.exchange.live.CandleArchive;
import cab.infrastructure.logging.Logs;
import cab.infrastructure.logging.Redaction;
import cab.infrastructure.marketdata.CandleCheck;
import cab.infrastructure.marketdata.CandleFileWriter;
import cab.infrastructure.marketdata.Finding;
import cab.infrastructure.marketdata.store.CandleKey;
import cab.infrastructure.marketdata.store.CandleStore;
import cab.infrastructure.marketdata.store.MergeOutcome;
import cab.infrastructure.marketdata.store.Shelf;
import cab.infrastructure.marketdata.store.StoredSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.event.Level;

/** Keeps candles for the command line. Immutable. */
public final class DataRunner implements DataProgram {

    /** Before a question is asked again. */
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

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
    public Exported export(ExportRequest request) {
        CandleSupply.Supply supply = new CandleSupply(reader.read(request.envFile()))
                .candles(request.candles(), request.symbol(), request.timeframe());
        Path file = request.file();
        if (Files.exists(file) && !request.replaces()) {
            throw refusal(file + " exists; --replace overwrites it");
        }
        try {
            CandleFileWriter.write(file, supply.candles());
            return new Exported(file, supply.candles().size(), Files.size(file), supply.notes());
        } catch (IOException unwritable) {
            throw refusal(file + " cannot be written: " + unwritable);
        }
    }

    @Override
    public List<Checked> check(CheckRequest request) {
        CandleStore store = store(request.envFile());
        try {
            List<CandleKey> keys = store.keys().stream()
                    .filter(key ->
                            request.exchange().map(key.exchange()::equals).orElse(true))
                    .filter(key -> request.symbol().map(key.symbol()::equals).orElse(true))
                    .filter(key ->
                            request.timeframe().map(key.timeframe()::equals).orElse(true))
                    .toList();
            if (keys.isEmpty()) {
                throw refusal("no such candles are stored in " + store.folder() + "; ./cab data list shows what is");
            }
            return keys.stream().map(key -> checked(store, key)).toList();
        } catch (StorageException unreadable) {
            throw refusal(unreadable);
        }
    }

    private static Checked checked(CandleStore store, CandleKey key) {
        SeriesName name = nameOf(key);
        return switch (store.read(key)) {
            case StoredSeries.Refused(String message) -> new Checked(name, 0, 0, List.of(), 1, true, message);
            case StoredSeries.Absent _ -> new Checked(name, 0, 0, List.of(), 1, true, "it was removed meanwhile");
            case StoredSeries.Read(CandleSeries candles) -> {
                CandleCheck.Report report = CandleCheck.of(candles);
                yield new Checked(
                        name,
                        candles.size(),
                        report.gaps().missing(),
                        report.findings().stream().map(DataRunner::found).toList(),
                        report.found(),
                        report.isGrave(),
                        "");
            }
        };
    }

    private static Found found(Finding finding) {
        return new Found(
                finding.kind().name().toLowerCase(Locale.ROOT),
                Instant.ofEpochMilli(finding.atMs()),
                finding.candles(),
                finding.isGrave(),
                finding.detail());
    }

    @Override
    public List<Stored> download(DownloadRequest request, Consumer<Progress> observer, Consumer<String> notes) {
        Settings settings = reader.read(
                request.envFile(),
                request.exchange().map(name -> Map.of("EXCHANGE", name)).orElse(Map.of()));
        Logs.text(Level.ERROR, new Redaction());
        CandleStore store = CandleStore.in(settings.get(StorageSettings.DATA_DIR));
        String exchange = settings.get(ExchangeSettings.EXCHANGE);
        return CandleArchives.read(settings, archive -> {
            List<Stored> all = new ArrayList<>();
            for (Symbol symbol : request.symbols()) {
                for (Timeframe timeframe : request.timeframes()) {
                    requireTimeframe(archive, timeframe);
                    CandleKey key = new CandleKey(exchange, symbol, timeframe);
                    all.add(new CandleDownload(store, key, archive, observer, RETRY_PAUSE)
                            .run(request.from(), request.to(), notes));
                }
            }
            return all;
        });
    }

    private static void requireTimeframe(CandleArchive archive, Timeframe timeframe) {
        if (!archive.has(timeframe)) {
            String others = Arrays.stream(Timeframe.values())
                    .filter(archive::has)
                    .map(Timeframe::label)
                    .collect(Collectors.joining(", "));
            throw new Refusal(
                    ExitCode.USAGE,
                    List.of("cab: " + archive.title() + " has no candles of " + timeframe + ", but of " + others
                            + "; a backtest puts longer ones together from shorter ones"));
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
