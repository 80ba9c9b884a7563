package cab.infrastructure.marketdata;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the lines of a candle file out of bytes, without making a string of any number that a double holds exactly.
 * Owned by one thread.
 */
final class CandleScanner {

    /** The longest line: six numbers of 64 characters and what stands between them. */
    private static final int LINE_MAX = 512;

    private static final int CHUNK = 1 << 18;

    private final InputStream content;
    private final byte[] bytes = new byte[CHUNK];
    private int position;
    private int limit;
    private boolean ended;
    private long line;
    private final DecimalScanner number = new DecimalScanner();
    private final double[] fields = new double[5];

    CandleScanner(InputStream content) {
        this.content = content;
    }

    /** The line that was read last, from 1. */
    long line() {
        return line;
    }

    /**
     * Hands all rows to {@code rows}, or the first {@code rowsMax}.
     *
     * @throws BadLineException at the first line that is no candle, or when there are more rows than a file may have
     */
    void scan(CandleRows rows, int rowsMax) throws IOException {
        readHeader();
        int read = 0;
        while (read < rowsMax && fillLine()) {
            line++;
            readRow(rows);
            read++;
        }
        if (read == CandleFile.CANDLES_MAX && fillLine()) {
            line++;
            throw bad("a file may hold " + CandleFile.CANDLES_MAX + " candles, had more");
        }
    }

    private void readHeader() throws IOException {
        if (!fillLine()) {
            throw bad("the first line must be " + CandleFile.HEADER + ", the file is empty");
        }
        line++;
        int end = endOfLine();
        String header = new String(bytes, position, trimmed(end) - position, StandardCharsets.ISO_8859_1);
        if (!header.equals(CandleFile.HEADER)) {
            throw bad("the first line must be " + CandleFile.HEADER + ", was " + shown(header));
        }
        position = Math.min(end + 1, limit);
    }

    private void readRow(CandleRows rows) throws BadLineException {
        int lineEnd = endOfLine();
        int end = trimmed(lineEnd);
        int at = position;
        int comma = fieldEnd(at, end);
        long openTimeMs = timestamp(at, comma);
        for (int field = 0; field < fields.length; field++) {
            if (comma >= end) {
                throw wrongFieldCount(end);
            }
            at = comma + 1;
            comma = fieldEnd(at, end);
            fields[field] = decimal(field, at, comma);
        }
        if (comma != end) {
            throw wrongFieldCount(end);
        }
        String fault = rows.take(openTimeMs, fields[0], fields[1], fields[2], fields[3], fields[4]);
        if (fault != null) {
            throw bad(fault);
        }
        position = Math.min(lineEnd + 1, limit);
    }

    private long timestamp(int from, int to) throws BadLineException {
        // Fifteen digits reach the year 33658 and cannot overflow.
        if (to == from || to - from > 15) {
            throw bad("timestamp must be UTC milliseconds, was " + shown(from, to));
        }
        long value = 0;
        for (int index = from; index < to; index++) {
            int digit = bytes[index] - '0';
            if (digit < 0 || digit > 9) {
                throw bad("timestamp must be UTC milliseconds, was " + shown(from, to));
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private double decimal(int field, int from, int to) throws BadLineException {
        if (!number.scan(bytes, from, to)) {
            throw bad(nameOf(field) + " must be a decimal number, was " + shown(from, to));
        }
        return number.value();
    }

    private static String nameOf(int field) {
        return switch (field) {
            case 0 -> "open";
            case 1 -> "high";
            case 2 -> "low";
            case 3 -> "close";
            case 4 -> "volume";
            default -> throw new IllegalArgumentException("field must be within 0..4, was " + field);
        };
    }

    private int fieldEnd(int from, int end) {
        int index = from;
        while (index < end && bytes[index] != ',') {
            index++;
        }
        return index;
    }

    private BadLineException wrongFieldCount(int end) {
        int commas = 0;
        for (int index = position; index < end; index++) {
            if (bytes[index] == ',') {
                commas++;
            }
        }
        return bad("a line must have 6 fields, had " + (end == position ? 0 : commas + 1));
    }

    /** Sees to it that the whole next line lies in the buffer; false at the end of the file. */
    private boolean fillLine() throws IOException {
        if (ended || limit - position > LINE_MAX) {
            return position < limit;
        }
        System.arraycopy(bytes, position, bytes, 0, limit - position);
        limit -= position;
        position = 0;
        int read = content.readNBytes(bytes, limit, bytes.length - limit);
        limit += read;
        ended = limit < bytes.length;
        return position < limit;
    }

    /** The index of the line feed that ends the current line, or the end of the file. */
    private int endOfLine() throws BadLineException {
        int last = Math.min(limit, position + LINE_MAX);
        int index = position;
        while (index < last && bytes[index] != '\n') {
            index++;
        }
        if (index == last && index < limit) {
            throw bad("a line may have " + (LINE_MAX - 1) + " characters, had more");
        }
        return index;
    }

    /** Without the carriage return that some systems put before the line feed. */
    private int trimmed(int end) {
        return end > position && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    private String shown(int from, int to) {
        return shown(new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.ISO_8859_1));
    }

    /** A piece of the file for a message: short, and free of control characters that could fool a terminal. */
    private static String shown(String piece) {
        String printable = piece.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= 60 ? "'" + printable + "'" : "'" + printable.substring(0, 60) + "…'";
    }

    private BadLineException bad(String reason) {
        return new BadLineException(line, reason);
    }
}
