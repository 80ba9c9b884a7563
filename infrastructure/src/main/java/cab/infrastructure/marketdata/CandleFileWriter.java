package cab.infrastructure.marketdata;

import cab.domain.market.CandleSeries;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/**
 * Writes candle files: CSV with the header {@value CandleFile#HEADER}, compressed where the name ends with {@code .gz},
 * numbers as the shortest decimals that read as the same doubles. A file is there whole or not at all. Stateless.
 */
public final class CandleFileWriter {

    private static final int BUFFER = 1 << 16;

    private CandleFileWriter() {}

    /**
     * Puts {@code candles} into {@code file}, in place of what was there.
     *
     * @throws IOException when that cannot be done; what was there is there still
     */
    public static void write(Path file, CandleSeries candles) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (OutputStream plain = Files.newOutputStream(whole);
                    OutputStream content = new BufferedOutputStream(
                            file.toString().endsWith(".gz") ? new GZIPOutputStream(plain, BUFFER) : plain, BUFFER)) {
                writeAll(content, candles);
            }
            Path _ = Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException failure) {
            boolean _ = Files.deleteIfExists(whole);
            throw failure;
        }
    }

    private static void writeAll(OutputStream content, CandleSeries candles) throws IOException {
        content.write((CandleFile.HEADER + "\n").getBytes(StandardCharsets.US_ASCII));
        StringBuilder line = new StringBuilder();
        for (int index = 0; index < candles.size(); index++) {
            line.setLength(0);
            line.append(candles.openTimeMs(index))
                    .append(',')
                    .append(decimal(candles.open(index)))
                    .append(',')
                    .append(decimal(candles.high(index)))
                    .append(',')
                    .append(decimal(candles.low(index)))
                    .append(',')
                    .append(decimal(candles.close(index)))
                    .append(',')
                    .append(decimal(candles.volume(index)))
                    .append('\n');
            content.write(line.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String decimal(double value) {
        String shortest = Double.toString(value);
        if (shortest.indexOf('E') >= 0) {
            return new BigDecimal(shortest).toPlainString();
        }
        return shortest.endsWith(".0") ? shortest.substring(0, shortest.length() - 2) : shortest;
    }
}
