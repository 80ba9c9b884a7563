package cab.infrastructure.marketdata.store;

import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.infrastructure.marketdata.CandleGaps;
import cab.infrastructure.marketdata.store.SeriesFile.DamagedFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The beginning of a {@link SeriesFile}: what it is, what it holds, and two checksums (CRC-32C), of the columns and of
 * the header itself. Immutable.
 *
 * @param symbol as {@code BTC/USDT}
 * @param timeframeMs the length of a candle
 * @param count how many there are, at least one
 * @param fromMs when the first opens
 * @param lastMs when the last opens
 * @param gaps what is missing in between
 * @param checksum of the columns
 */
record SeriesHeader(
        String symbol, long timeframeMs, int count, long fromMs, long lastMs, CandleGaps gaps, int checksum) {

    /** How long it is. */
    static final int BYTES = 128;

    private static final byte[] MAGIC = "CABCANDL".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int SYMBOL_AT = 80;
    private static final int CHECKED_FROM = 16;

    static SeriesHeader of(Symbol symbol, CandleSeries candles, int checksum) {
        return new SeriesHeader(
                symbol.toString(),
                candles.timeframe().lengthMs(),
                candles.size(),
                candles.openTimeMs(0),
                candles.openTimeMs(candles.size() - 1),
                CandleGaps.of(candles),
                checksum);
    }

    ByteBuffer bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC)
                .putInt(VERSION)
                .putInt(0)
                .putInt(checksum)
                .putInt(count)
                .putLong(timeframeMs)
                .putLong(fromMs)
                .putLong(lastMs)
                .putLong(gaps.gaps())
                .putLong(gaps.missing())
                .putLong(gaps.longest());
        bytes.position(SYMBOL_AT).put(symbol.getBytes(StandardCharsets.US_ASCII));
        bytes.putInt(MAGIC.length + Integer.BYTES, ownChecksum(bytes));
        return bytes.position(0);
    }

    private static int ownChecksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate().position(CHECKED_FROM).limit(BYTES));
        return (int) checksum.getValue();
    }

    /** @throws DamagedFileException when these are not the bytes of a header */
    static SeriesHeader read(ByteBuffer bytes) throws DamagedFileException {
        byte[] magic = new byte[MAGIC.length];
        bytes.get(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new DamagedFileException("is no candle file of this program");
        }
        int version = bytes.getInt();
        if (version != VERSION) {
            throw new DamagedFileException("has version " + version + ", this program reads version " + VERSION);
        }
        if (bytes.getInt() != ownChecksum(bytes)) {
            throw new DamagedFileException("was changed or damaged: the checksum of its header does not fit");
        }
        int checksum = bytes.getInt();
        int count = bytes.getInt();
        long timeframeMs = bytes.getLong();
        long fromMs = bytes.getLong();
        long lastMs = bytes.getLong();
        CandleGaps gaps = new CandleGaps(bytes.getLong(), bytes.getLong(), bytes.getLong(), 0);
        if (count < 1) {
            throw new DamagedFileException("holds no candles");
        }
        byte[] symbol = new byte[BYTES - SYMBOL_AT];
        bytes.position(SYMBOL_AT).get(symbol);
        return new SeriesHeader(
                new String(symbol, StandardCharsets.US_ASCII).replace("\0", ""),
                timeframeMs,
                count,
                fromMs,
                lastMs,
                gaps,
                checksum);
    }
}
