package cab.infrastructure.marketdata.store;

import cab.domain.market.CandleColumns;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.IntToLongFunction;
import java.util.zip.CRC32C;

/**
 * A file of candles as columns: a header of {@value SeriesHeader#BYTES} bytes, then all opening times, opens, highs,
 * lows, closes and volumes, eight bytes each, little-endian.
 *
 * <p>Guarantees: (1) a file is replaced whole or not at all, whatever ends the process or the machine; (2) what was
 * changed, cut off or never written by this program is refused when it is read; (3) reading copies each column out of
 * the mapped file once. Immutable.
 */
final class SeriesFile {

    private static final int COLUMNS = 6;
    private static final int COLUMN_BYTES = Long.BYTES;
    private static final int CHUNK = 1 << 20;
    private static final ValueLayout.OfLong TIMES = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble NUMBERS = ValueLayout.JAVA_DOUBLE.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path path;

    SeriesFile(Path path) {
        this.path = path;
    }

    /** What the header says, and nothing of the candles. */
    SeriesHeader header() throws IOException, DamagedFileException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return header(channel);
        }
    }

    private static SeriesHeader header(FileChannel channel) throws IOException, DamagedFileException {
        ByteBuffer bytes = ByteBuffer.allocate(SeriesHeader.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int read = 0;
        // A read may give less than was asked for.
        while (bytes.hasRemaining() && read >= 0) {
            read = channel.read(bytes);
        }
        if (bytes.hasRemaining()) {
            throw new DamagedFileException("is shorter than any candle file");
        }
        SeriesHeader header = SeriesHeader.read(bytes.flip());
        long expected = SeriesHeader.BYTES + (long) header.count() * COLUMNS * COLUMN_BYTES;
        if (channel.size() != expected) {
            throw new DamagedFileException(
                    "has " + channel.size() + " bytes instead of " + expected + " for " + header.count() + " candles");
        }
        return header;
    }

    /**
     * All candles.
     *
     * @throws NoSuchFileException when there is no file
     * @throws DamagedFileException when it is not one of {@code symbol} and {@code timeframe} as it was written
     */
    CandleSeries read(Symbol symbol, Timeframe timeframe) throws IOException, DamagedFileException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            SeriesHeader header = header(channel);
            if (!header.symbol().equals(symbol.toString()) || header.timeframeMs() != timeframe.lengthMs()) {
                throw new DamagedFileException("holds " + header.symbol() + " " + header.timeframeMs() / 60_000
                        + "m, its name says " + symbol + " " + timeframe);
            }
            MemorySegment columns = channel.map(
                    MapMode.READ_ONLY, SeriesHeader.BYTES, (long) header.count() * COLUMNS * COLUMN_BYTES, arena);
            CRC32C checksum = new CRC32C();
            checksum.update(columns.asByteBuffer());
            if ((int) checksum.getValue() != header.checksum()) {
                throw new DamagedFileException("was changed or damaged: its checksum does not fit");
            }
            return series(timeframe, header.count(), columns);
        } catch (InternalError cutOff) {
            // What the JVM throws when a mapped file became shorter; this program replaces files and never shortens
            // one.
            throw new DamagedFileException("was changed by another program while it was read");
        }
    }

    private static CandleSeries series(Timeframe timeframe, int count, MemorySegment from) throws DamagedFileException {
        CandleColumns columns = new CandleColumns(count);
        long length = (long) count * COLUMN_BYTES;
        MemorySegment.copy(from, TIMES, 0, columns.openTimesMs(), 0, count);
        MemorySegment.copy(from, NUMBERS, length, columns.opens(), 0, count);
        MemorySegment.copy(from, NUMBERS, 2 * length, columns.highs(), 0, count);
        MemorySegment.copy(from, NUMBERS, 3 * length, columns.lows(), 0, count);
        MemorySegment.copy(from, NUMBERS, 4 * length, columns.closes(), 0, count);
        MemorySegment.copy(from, NUMBERS, 5 * length, columns.volumes(), 0, count);
        try {
            return CandleSeries.taking(timeframe, columns);
        } catch (IllegalArgumentException foreign) {
            throw new DamagedFileException("holds what is no candle: " + foreign.getMessage());
        }
    }

    /**
     * Puts the file in place of what was there. Two writers at once are for the caller to keep apart.
     *
     * @param candles at least one
     */
    void write(Symbol symbol, CandleSeries candles) throws IOException {
        Path whole = path.resolveSibling(path.getFileName() + ".new");
        try {
            writeWhole(whole, symbol, candles);
            Path _ = Files.move(whole, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException failure) {
            boolean _ = Files.deleteIfExists(whole);
            throw failure;
        }
        makeNameDurable();
    }

    private static void writeWhole(Path file, Symbol symbol, CandleSeries candles) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            FileChannel _ = channel.position(SeriesHeader.BYTES);
            CRC32C checksum = new CRC32C();
            int count = candles.size();
            writeColumn(channel, checksum, count, candles::openTimeMs);
            writeColumn(channel, checksum, count, index -> Double.doubleToRawLongBits(candles.open(index)));
            writeColumn(channel, checksum, count, index -> Double.doubleToRawLongBits(candles.high(index)));
            writeColumn(channel, checksum, count, index -> Double.doubleToRawLongBits(candles.low(index)));
            writeColumn(channel, checksum, count, index -> Double.doubleToRawLongBits(candles.close(index)));
            writeColumn(channel, checksum, count, index -> Double.doubleToRawLongBits(candles.volume(index)));
            FileChannel _ = channel.position(0);
            writeAll(
                    channel,
                    SeriesHeader.of(symbol, candles, (int) checksum.getValue()).bytes());
            channel.force(true);
        }
    }

    private static void writeColumn(FileChannel channel, CRC32C checksum, int count, IntToLongFunction column)
            throws IOException {
        ByteBuffer chunk =
                ByteBuffer.allocateDirect(Math.min(CHUNK, count * COLUMN_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        for (int index = 0; index < count; index++) {
            chunk.putLong(column.applyAsLong(index));
            if (!chunk.hasRemaining() || index == count - 1) {
                chunk.flip();
                checksum.update(chunk.duplicate());
                writeAll(channel, chunk);
                chunk.clear();
            }
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int _ = channel.write(bytes);
        }
    }

    /** Without it a machine that loses its power may still have the old name for the old file. */
    private void makeNameDurable() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** A file is not what it should be; it never leaves this package. */
    static final class DamagedFileException extends Exception {

        private static final long serialVersionUID = 1L;

        private final String reason;

        /** @param reason goes behind the name of the file */
        DamagedFileException(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }
}
