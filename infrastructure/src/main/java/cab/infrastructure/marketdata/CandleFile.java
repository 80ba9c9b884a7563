package cab.infrastructure.marketdata;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of candles, plain or compressed with gzip: CSV with the header {@value #HEADER}, time being the opening of a
 * candle in UTC milliseconds, strictly increasing, and volume in base; or the same as freqtrade writes it to JSON.
 * Which it is, its content tells, not its name.
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

    /** Bytes that tell the formats apart. */
    private static final int BEGINNING = 8;

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
            return refused(1, "the file must hold at least one candle, had none");
        }
        return new CandleFileOutcome.Read(candles, CandleGaps.of(candles));
    }

    private Optional<CandleFileOutcome.Refused> scan(CandleRows rows, int rowsMax) {
        CandleScanner lines = null;
        try (BufferedInputStream content = open()) {
            content.mark(BEGINNING);
            String beginning = new String(content.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
            content.reset();
            if (beginning.startsWith("FEA1") || beginning.startsWith("ARROW1")) {
                return Optional.of(refused(
                        0,
                        "feather is not read; freqtrade convert-data --format-from feather --format-to json makes a file"
                                + " that is"));
            }
            if (beginning.stripLeading().startsWith("[")) {
                new FreqtradeScanner(content).scan(rows, rowsMax);
            } else {
                lines = new CandleScanner(content);
                lines.scan(rows, rowsMax);
            }
            return Optional.empty();
        } catch (BadLineException bad) {
            return Optional.of(refused(bad.line(), bad.reason()));
        } catch (NoSuchFileException absent) {
            return Optional.of(refused(0, "there is no such file"));
        } catch (EOFException | ZipException broken) {
            return Optional.of(refused(
                    lines == null ? 0 : lines.line(),
                    "the compressed file is cut off or damaged (" + broken.getMessage() + ")"));
        } catch (IOException unreadable) {
            return Optional.of(refused(0, "the file cannot be read (" + unreadable + ")"));
        }
    }

    private BufferedInputStream open() throws IOException {
        // What reads large pieces goes past the buffer, which only allows to look at the beginning.
        BufferedInputStream file = new BufferedInputStream(Files.newInputStream(path), BEGINNING);
        try {
            file.mark(2);
            boolean compressed = file.read() == GZIP_MAGIC_FIRST && file.read() == GZIP_MAGIC_SECOND;
            file.reset();
            return compressed ? new BufferedInputStream(new GZIPInputStream(file, GZIP_BUFFER), BEGINNING) : file;
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    private CandleFileOutcome.Refused refused(long line, String reason) {
        return new CandleFileOutcome.Refused(path.toString(), line, reason);
    }
}
