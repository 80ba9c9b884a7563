package cab.app.assembly;

import cab.cli.DataProgram.Progress;
import cab.cli.DataProgram.Stored;
import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.domain.market.Candle;
import cab.domain.market.CandleSeries;
import cab.infrastructure.exchange.live.CandleArchive;
import cab.infrastructure.exchange.live.UnreachableException;
import cab.infrastructure.marketdata.store.CandleKey;
import cab.infrastructure.marketdata.store.CandleStore;
import cab.infrastructure.marketdata.store.KnownGaps;
import cab.infrastructure.marketdata.store.KnownGaps.Span;
import cab.infrastructure.marketdata.store.MergeOutcome;
import cab.infrastructure.marketdata.store.StoredSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Brings one series of the store up to date: forwards from its end, then backwards from its beginning, so that whatever
 * interrupts it leaves no hole that the next one would not see; then what is missing inside it. What the exchange has
 * been asked for and does not have is remembered. Owned by one thread.
 */
final class CandleDownload {

    private static final Duration FLUSH_AFTER = Duration.ofSeconds(15);
    private static final Duration DEFAULT_LENGTH = Duration.ofDays(365);
    private static final int ATTEMPTS = 5;

    /** What an exchange lacks of the time before this it will not have later. */
    private static final Duration MAY_COME = Duration.ofHours(1);

    /** So many pages without a candle are taken for the time before the symbol was listed. */
    private static final int EMPTY_PAGES_MAX = 10;

    private final CandleStore store;
    private final CandleKey key;
    private final CandleArchive archive;
    private final Consumer<Progress> observer;
    private final Duration pause;
    private final long lengthMs;
    private final long pageMs;
    private final List<Candle> unsaved = new ArrayList<>();
    private long flushedAtNanos = System.nanoTime();
    private KnownGaps known = KnownGaps.none();
    private long settledMs;
    private long wantedPages;
    private long readPages;
    private final long startedAtNanos = System.nanoTime();
    private int added;
    private int same;
    private int total;

    /**
     * A download that has asked nothing yet.
     *
     * @param observer told after each page
     * @param pause before a question is asked again, doubled each time
     */
    CandleDownload(
            CandleStore store, CandleKey key, CandleArchive archive, Consumer<Progress> observer, Duration pause) {
        this.store = store;
        this.key = key;
        this.archive = archive;
        this.observer = observer;
        this.pause = pause;
        this.lengthMs = key.timeframe().lengthMs();
        this.pageMs = archive.page() * lengthMs;
    }

    /**
     * Reads what is missing and keeps it.
     *
     * @param from where it is to begin; a year ago when empty
     * @param to where it is to end; now when empty
     * @param notes take what the user should know
     * @throws Refusal when it could not be done; what was read until then is kept
     */
    Stored run(Optional<Instant> from, Optional<Instant> to, Consumer<String> notes) {
        Instant now = archive.now();
        Optional<CandleSeries> stored = stored();
        total = stored.map(CandleSeries::size).orElse(0);
        long endMs = key.timeframe()
                .bucketOpenMs(Math.min(now.toEpochMilli(), to.orElse(now).toEpochMilli()));
        long wantedMs = key.timeframe()
                .bucketOpenMs(from.orElse(now.minus(DEFAULT_LENGTH)).toEpochMilli() + lengthMs - 1);
        long reachableMs = reachableMs(now);
        long beginMs = Math.max(wantedMs, reachableMs);
        long firstMs = stored.map(candles -> candles.openTimeMs(0)).orElse(endMs);
        long lastMs =
                stored.map(candles -> candles.closeTimeMs(candles.size() - 1)).orElse(endMs);
        tellOfReach(from, wantedMs, reachableMs, stored.map(_ -> firstMs), lastMs, notes);
        long forwardMs = Math.max(lastMs, reachableMs);
        known = store.knownGaps(key);
        settledMs = now.minus(MAY_COME).toEpochMilli();
        Span refilled = new Span(Math.max(from.isPresent() ? wantedMs : 0, reachableMs), endMs);
        List<GapPages.Page> gaps = stored.map(candles -> GapPages.of(candles, known, refilled, archive.page()))
                .orElse(List.of());
        wantedPages = pages(forwardMs, endMs) + pages(beginMs, firstMs) + gaps.size();
        try {
            forwards(forwardMs, endMs);
            backwards(beginMs, firstMs, notes);
            inside(gaps);
        } catch (UnreachableException broken) {
            save();
            long _ = remember();
            throw refusal(broken.reason()
                    + (added == 0
                            ? ""
                            : "; " + added + " candles of " + key.symbol() + " " + key.timeframe()
                                    + " were added, the same command goes on from there"));
        }
        save();
        long missing = remember();
        return new Stored(DataRunner.nameOf(key), added, same, 0, total, missing);
    }

    /** Keeps what the exchange does not have; answers with the number of candles that are missing. */
    private long remember() {
        Optional<CandleSeries> whole = stored();
        KnownGaps before = store.knownGaps(key);
        KnownGaps left = whole.map(known::within).orElse(before);
        if (!left.equals(before)) {
            store.remember(key, left);
        }
        return whole.map(CandleSeries::missing).orElse(0L);
    }

    private Optional<CandleSeries> stored() {
        return switch (store.read(key)) {
            case StoredSeries.Read(CandleSeries candles) -> Optional.of(candles);
            case StoredSeries.Absent _ -> Optional.empty();
            case StoredSeries.Refused(String message) -> throw refusal(message);
        };
    }

    /** When the earliest candle opens that the exchange serves. */
    private long reachableMs(Instant now) {
        if (archive.reach().isEmpty()) {
            return 0;
        }
        // One less, because time goes on while it is asked.
        long back = archive.reach().getAsInt() - 2L;
        return key.timeframe().bucketOpenMs(now.toEpochMilli()) - back * lengthMs;
    }

    private void tellOfReach(
            Optional<Instant> from,
            long wantedMs,
            long reachableMs,
            Optional<Long> firstMs,
            long lastMs,
            Consumer<String> notes) {
        String limit = archive.title() + " serves the last " + archive.reach().orElse(0) + " candles of "
                + key.timeframe() + " and none before " + Instant.ofEpochMilli(reachableMs);
        boolean isAskedFor = from.isPresent() || firstMs.isEmpty();
        if (isAskedFor && wantedMs < reachableMs && firstMs.orElse(Long.MAX_VALUE) > wantedMs) {
            notes.accept(limit + "; what is earlier can be imported from files, or downloaded from another exchange"
                    + " with --exchange");
        }
        if (firstMs.isPresent() && lastMs < reachableMs) {
            notes.accept(limit + "; what is stored ends at " + Instant.ofEpochMilli(lastMs)
                    + ": the candles in between will be missing");
        }
    }

    private long pages(long fromMs, long toMs) {
        return Math.max(0, Math.ceilDiv(toMs - fromMs, pageMs));
    }

    /** Up to {@code endMs}, which is left out. */
    private void forwards(long fromMs, long endMs) {
        for (long page = fromMs; page < endMs; page += pageMs) {
            long toMs = Math.min(endMs, page + pageMs);
            keep(read(page, toMs - lengthMs));
            answered(List.of(new Span(page, toMs)));
        }
        save();
    }

    private void backwards(long beginMs, long firstMs, Consumer<String> notes) {
        int emptyPages = 0;
        for (long page = firstMs; page > beginMs && emptyPages < EMPTY_PAGES_MAX; page -= pageMs) {
            long pageFromMs = Math.max(beginMs, page - pageMs);
            List<Candle> candles = read(pageFromMs, page - lengthMs);
            answered(List.of(new Span(pageFromMs, page)));
            emptyPages = candles.isEmpty() ? emptyPages + 1 : 0;
            keep(candles);
        }
        if (emptyPages == EMPTY_PAGES_MAX) {
            notes.accept(archive.title() + " has no earlier candles of " + key.symbol());
        }
    }

    /** What the store lacks in the middle. */
    private void inside(List<GapPages.Page> gaps) {
        for (GapPages.Page page : gaps) {
            keep(page.missing(read(page.fromMs(), page.toMs())));
            answered(page.gaps());
        }
    }

    /** Whatever the exchange has between {@code fromMs} and {@code toMs} has been read. */
    private void answered(List<Span> spans) {
        known = known.with(spans.stream()
                .map(span -> new Span(span.fromMs(), Math.min(span.toMs(), settledMs)))
                .toList());
    }

    private List<Candle> read(long fromMs, long toMs) {
        // What was never answered is rather a wrong name or address than a line that is down.
        for (int attempt = readPages == 0 ? ATTEMPTS : 1; attempt < ATTEMPTS; attempt++) {
            try {
                return archive.closedBetween(key.symbol(), key.timeframe(), fromMs, toMs);
            } catch (UnreachableException again) {
                LockSupport.parkNanos(pause.multipliedBy(1L << (attempt - 1)).toNanos());
            }
        }
        return archive.closedBetween(key.symbol(), key.timeframe(), fromMs, toMs);
    }

    private void keep(List<Candle> candles) {
        unsaved.addAll(candles);
        readPages++;
        if (System.nanoTime() - flushedAtNanos > FLUSH_AFTER.toNanos()) {
            save();
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAtNanos);
        observer.accept(new Progress(
                DataRunner.nameOf(key),
                added + unsaved.size(),
                readPages,
                wantedPages,
                elapsed.multipliedBy(Math.max(0, wantedPages - readPages)).dividedBy(readPages)));
    }

    private void save() {
        flushedAtNanos = System.nanoTime();
        if (unsaved.isEmpty()) {
            return;
        }
        unsaved.sort((left, right) -> Long.compare(left.openTimeMs(), right.openTimeMs()));
        CandleSeries.Builder series = CandleSeries.builder(key.timeframe());
        for (Candle candle : unsaved) {
            series = series.add(
                    candle.openTimeMs(), candle.open(), candle.high(), candle.low(), candle.close(), candle.volume());
        }
        unsaved.clear();
        switch (store.merge(key, series.build(), false)) {
            case MergeOutcome.Merged merged -> {
                added += merged.added();
                same += merged.same();
                total = merged.total();
            }
            case MergeOutcome.Conflict conflict ->
                throw refusal(archive.title() + " shows other numbers than are stored of " + key + " at "
                        + Instant.ofEpochMilli(conflict.atMs()) + " (stored " + conflict.stored() + ", shown "
                        + conflict.offered() + "): were these candles imported under its name?");
            case MergeOutcome.Refused(String message) -> throw refusal(message);
        }
    }

    private static Refusal refusal(String reason) {
        return new Refusal(ExitCode.DOES_NOT_HOLD, List.of("cab: " + reason));
    }
}
