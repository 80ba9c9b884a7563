package cab.infrastructure.marketdata.store;

import cab.application.port.StorageException;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.marketdata.store.SeriesFile.DamagedFileException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The candles that are kept on this machine: {@code EXCHANGE/BTC_USDT-15m.candles} for each exchange, symbol and
 * timeframe.
 *
 * <p>Guarantees: (1) a write that is interrupted leaves what was there; (2) of several writers, of one process or of
 * many, each finds what the one before it wrote; (3) readers need no lock and see the file before or after a write,
 * never half of it; (4) a file that is damaged is never used and never replaced by itself. Thread-safe.
 */
public final class CandleStore {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LOCK = ".lock";

    private final Path folder;
    private final Duration patience;

    /** The store of the folder for everything that the program writes. */
    public static CandleStore in(Path dataDirectory) {
        return new CandleStore(dataDirectory.resolve("candles"));
    }

    /** @param folder of the store; created when something is written */
    public CandleStore(Path folder) {
        this(folder, PATIENCE);
    }

    /** @param patience how long a writer waits for others */
    CandleStore(Path folder, Duration patience) {
        this.folder = folder;
        this.patience = patience;
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** The file of {@code key}, which need not exist. */
    public Path fileOf(CandleKey key) {
        return folder.resolve(key.exchange()).resolve(key.fileName());
    }

    /** The keys of all files, in their order; what is not of the store is left out. */
    public List<CandleKey> keys() {
        List<CandleKey> keys = new ArrayList<>();
        for (Path exchange : children(folder)) {
            for (Path file : children(exchange)) {
                CandleKey.of(nameOf(exchange), nameOf(file)).ifPresent(keys::add);
            }
        }
        keys.sort(Comparator.naturalOrder());
        return keys;
    }

    private static String nameOf(Path path) {
        return path.getFileName().toString();
    }

    private static List<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        } catch (IOException unreadable) {
            throw new StorageException(directory + " cannot be read: " + wordsOf(unreadable), unreadable);
        }
    }

    /** All files as their headers describe them, in their order. */
    public List<Shelf> shelves() {
        return keys().stream().map(this::shelf).toList();
    }

    /** The file of {@code key} as its header describes it. */
    public Shelf shelf(CandleKey key) {
        Path file = fileOf(key);
        try {
            long bytes = Files.size(file);
            try {
                SeriesHeader header = new SeriesFile(file).header();
                return new Shelf(
                        key,
                        bytes,
                        Optional.of(new Shelf.Content(
                                header.count(),
                                header.fromMs(),
                                header.lastMs() + key.timeframe().lengthMs(),
                                header.gaps())),
                        "");
            } catch (DamagedFileException damaged) {
                return new Shelf(key, bytes, Optional.empty(), message(file, damaged));
            }
        } catch (IOException unreadable) {
            return new Shelf(key, 0, Optional.empty(), file + " cannot be read: " + wordsOf(unreadable));
        }
    }

    /** The candles of {@code key}. */
    public StoredSeries read(CandleKey key) {
        Path file = fileOf(key);
        try {
            return new StoredSeries.Read(new SeriesFile(file).read(key.symbol(), key.timeframe()));
        } catch (NoSuchFileException absent) {
            return new StoredSeries.Absent();
        } catch (DamagedFileException damaged) {
            return new StoredSeries.Refused(message(file, damaged));
        } catch (IOException unreadable) {
            return new StoredSeries.Refused(file + " cannot be read: " + wordsOf(unreadable));
        }
    }

    private static String message(Path file, DamagedFileException damaged) {
        return file + " " + damaged.reason() + "; remove it and import or download its candles again";
    }

    /**
     * Puts candles of the timeframe of {@code key} into its file, beside those that are there.
     *
     * @param candles at least one
     * @param replaces whether candles that are there with other numbers are replaced, rather than a conflict
     * @throws StorageException when the file cannot be written; what was there is there still
     */
    public MergeOutcome merge(CandleKey key, CandleSeries candles, boolean replaces) {
        if (candles.isEmpty() || candles.timeframe() != key.timeframe()) {
            throw new IllegalArgumentException("candles must be some of " + key.timeframe() + ", were " + candles.size()
                    + " of " + candles.timeframe());
        }
        Optional<MergeOutcome> odd = oddTime(candles);
        if (odd.isPresent()) {
            return odd.get();
        }
        Path file = fileOf(key);
        try {
            Path _ = Files.createDirectories(folder.resolve(key.exchange()));
            try (StoreLock _ = StoreLock.take(folder.resolve(LOCK), patience)) {
                return switch (read(key)) {
                    case StoredSeries.Refused(String message) -> new MergeOutcome.Refused(message);
                    case StoredSeries.Absent _ ->
                        write(
                                file,
                                key,
                                new Merging(
                                        CandleSeries.builder(key.timeframe()).build(), candles));
                    case StoredSeries.Read(CandleSeries stored) -> {
                        Merging merging = new Merging(stored, candles);
                        yield merging.hasConflict() && !replaces ? merging.conflict() : write(file, key, merging);
                    }
                };
            }
        } catch (IOException unwritable) {
            throw new StorageException(file + " cannot be written: " + wordsOf(unwritable), unwritable);
        }
    }

    /** What the exchange is known to have no candles of; nothing when that cannot be read. */
    public KnownGaps knownGaps(CandleKey key) {
        try {
            return new GapsFile(gapsFileOf(key)).read();
        } catch (IOException unreadable) {
            return KnownGaps.none();
        }
    }

    /**
     * Keeps what the exchange is known to have no candles of, for the next download.
     *
     * @throws StorageException when the file cannot be written; what was there is there still
     */
    public void remember(CandleKey key, KnownGaps known) {
        Path file = gapsFileOf(key);
        try {
            Path _ = Files.createDirectories(folder.resolve(key.exchange()));
            new GapsFile(file).write(known);
        } catch (IOException unwritable) {
            throw new StorageException(file + " cannot be written: " + wordsOf(unwritable), unwritable);
        }
    }

    private Path gapsFileOf(CandleKey key) {
        return folder.resolve(key.exchange()).resolve(key.gapsFileName());
    }

    /** Candles that do not open where those of their timeframe do could not be told from their neighbours. */
    private static Optional<MergeOutcome> oddTime(CandleSeries candles) {
        for (int index = 0; index < candles.size(); index++) {
            long openTimeMs = candles.openTimeMs(index);
            if (candles.timeframe().bucketOpenMs(openTimeMs) != openTimeMs) {
                return Optional.of(new MergeOutcome.Refused("candle " + (index + 1) + ": candles of "
                        + candles.timeframe() + " open at multiples of it since 1970 (UTC; weeks on Monday), "
                        + openTimeMs + " is none"));
            }
        }
        return Optional.empty();
    }

    private static MergeOutcome write(Path file, CandleKey key, Merging merging) throws IOException {
        if (!merging.changesNothing()) {
            new SeriesFile(file).write(key.symbol(), merging.merged());
        }
        return merging.outcome();
    }

    /**
     * The longest timeframe below {@code timeframe} that is kept of the symbol and that divides it: what a candle of
     * {@code timeframe} can be looked into with.
     */
    public Optional<CandleKey> finer(String exchange, Symbol symbol, Timeframe timeframe) {
        return keys().stream()
                .filter(key -> key.exchange().equals(exchange) && key.symbol().equals(symbol))
                .filter(key -> key.timeframe() != timeframe && timeframe.isMultipleOf(key.timeframe()))
                .max(Comparator.comparing(CandleKey::timeframe));
    }

    /** What went wrong, without the name of the file, which stands before it. */
    private static String wordsOf(IOException problem) {
        if (problem instanceof FileSystemException named && named.getReason() != null) {
            return named.getReason();
        }
        return problem.getClass().getSimpleName() + (problem.getMessage() == null ? "" : " " + problem.getMessage());
    }
}
