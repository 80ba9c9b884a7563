package cab.infrastructure.marketdata;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of candles: CSV, plain or compressed with gzip (told by its content, not by its name), with the header
 * {@value #HEADER}, time being the opening of a candle in UTC milliseconds, strictly increasing, and volume in base.
 *
 * <p>A file is taken whole or not at all: the first bad line refuses it. Missing candles are no fault; they are
 * reported and never filled. Immutable.
 */
public final class CandleFile {

    /** The first line of every candle file. */
    public static final String HEADER = "timestamp_ms,open,high,low,close,volume";

    /** Candles that one file may hold: 38 years of minutes. */
    static final int CANDLES_MAX = 20_000_000;

    /** Lines that are looked at to learn the timeframe. */
    private static final int PROBE_LINES = 1_000;

    private static final int GZIP_BUFFER = 1 << 16;
    private static final int GZIP_MAGIC_FIRST = 0x1f;
    private static final int GZIP_MAGIC_SECOND = 0x8b;

    private final Path path;

    public CandleFile(Path path) {
        this.path = path;
    }

    /** Reads the file; its timeframe is the smallest step between its first candles. */
    public CandleFileOutcome read() {
        TimeframeProbe probe = new TimeframeProbe();
        Optional<CandleFileOutcome.Refused> refusal = scan(probe, PROBE_LINES);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<Timeframe> timeframe = probe.timeframe();
        return timeframe.isPresent() ? read(timeframe.get()) : refused(0, probe.refusal());
    }

    /** Reads the file as candles of {@code timeframe}. */
    public CandleFileOutcome read(Timeframe timeframe) {
        SeriesRows rows = new SeriesRows(timeframe);
        Optional<CandleFileOutcome.Refused> refusal = scan(rows, CANDLES_MAX);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        CandleSeries candles = rows.build();
        if (candles.isEmpty()) {
            return refused(1, "the file must hold at least one candle, had the header alone");
        }
        return new CandleFileOutcome.Read(candles, CandleGaps.of(candles));
    }

    private Optional<CandleFileOutcome.Refused> scan(CandleRows rows, int rowsMax) {
        CandleScanner scanner = null;
        try (InputStream content = open()) {
            scanner = new CandleScanner(content);
            scanner.scan(rows, rowsMax);
            return Optional.empty();
        } catch (CandleScanner.BadLineException bad) {
            return Optional.of(refused(bad.line(), bad.reason()));
        } catch (NoSuchFileException absent) {
            return Optional.of(refused(0, "there is no such file"));
        } catch (EOFException | ZipException broken) {
            long line = scanner == null ? 0 : scanner.line();
            return Optional.of(
                    refused(line, "the compressed file is cut off or damaged (" + broken.getMessage() + ")"));
        } catch (IOException unreadable) {
            return Optional.of(refused(0, "the file cannot be read (" + unreadable + ")"));
        }
    }

    private InputStream open() throws IOException {
        // The scanner reads large pieces itself; this buffer only allows to look at the first two bytes.
        BufferedInputStream file = new BufferedInputStream(Files.newInputStream(path), 2);
        try {
            file.mark(2);
            boolean compressed = file.read() == GZIP_MAGIC_FIRST && file.read() == GZIP_MAGIC_SECOND;
            file.reset();
            return compressed ? new GZIPInputStream(file, GZIP_BUFFER) : file;
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    private CandleFileOutcome.Refused refused(long line, String reason) {
        return new CandleFileOutcome.Refused(path.toString(), line, reason);
    }
}
