package cab.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of {@code cab data}. */
final class DataText {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String ROW = "%-14s %-9s %-12s %-16s  %-16s %10s %7s %9s %9s";

    private DataText() {}

    static String table(DataProgram.Listing listing) {
        if (listing.series().isEmpty()) {
            return "no candles in " + listing.folder()
                    + "; ./cab data download --help and ./cab data import --help say how" + " to get some";
        }
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                ROW,
                "symbol",
                "timeframe",
                "exchange",
                "from (UTC)",
                "to",
                "candles",
                "gaps",
                "missing",
                "size"));
        for (DataProgram.Series series : listing.series()) {
            table.append(System.lineSeparator()).append(row(series));
        }
        return table.toString();
    }

    private static String row(DataProgram.Series series) {
        DataProgram.SeriesName name = series.name();
        if (!series.fault().isEmpty()) {
            return String.format(
                    Locale.ROOT,
                    "%-14s %-9s %-12s %s",
                    name.symbol(),
                    name.timeframe(),
                    name.exchange(),
                    series.fault());
        }
        return String.format(
                Locale.ROOT,
                ROW,
                name.symbol(),
                name.timeframe(),
                name.exchange(),
                time(series.from()),
                time(series.to()),
                series.candles(),
                series.gaps(),
                series.missing(),
                size(series.bytes()));
    }

    static String time(Instant instant) {
        return MINUTE.format(instant);
    }

    /** In units of 1024. */
    static String size(long bytes) {
        if (bytes < 1 << 20) {
            return String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0);
        }
        return String.format(Locale.ROOT, "%.1f MiB", bytes / 1024.0 / 1024.0);
    }

    static Map<String, @Nullable Object> document(DataProgram.Series series) {
        Map<String, @Nullable Object> document = document(series.name());
        if (!series.fault().isEmpty()) {
            document.put("fault", series.fault());
            return document;
        }
        document.put("from", series.from().toString());
        document.put("to", series.to().toString());
        document.put("candles", series.candles());
        document.put("gaps", series.gaps());
        document.put("missing", series.missing());
        document.put("bytes", series.bytes());
        return document;
    }

    private static Map<String, @Nullable Object> document(DataProgram.SeriesName name) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("exchange", name.exchange());
        document.put("symbol", name.symbol().toString());
        document.put("timeframe", name.timeframe().label());
        return document;
    }

    static Map<String, @Nullable Object> document(DataProgram.Imported imported) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("file", imported.file().toString());
        document.put(
                "stored", imported.stored().stream().map(DataText::document).toList());
        document.put("problem", imported.problem().isEmpty() ? null : imported.problem());
        return document;
    }

    static Map<String, @Nullable Object> document(DataProgram.Stored stored) {
        Map<String, @Nullable Object> document = document(stored.name());
        document.put("added", stored.added());
        document.put("same", stored.same());
        document.put("replaced", stored.replaced());
        document.put("candles", stored.total());
        document.put("missing", stored.missing());
        return document;
    }

    static String line(DataProgram.Stored stored) {
        List<String> parts = new ArrayList<>();
        parts.add(stored.added() + " candles added");
        if (stored.same() > 0) {
            parts.add(stored.same() + " there already");
        }
        if (stored.replaced() > 0) {
            parts.add(stored.replaced() + " replaced");
        }
        parts.add(stored.total() + " kept");
        if (stored.missing() > 0) {
            parts.add(stored.missing() + " missing in between, nothing is filled in for them");
        }
        return stored.name() + ": " + String.join(", ", parts);
    }
}
