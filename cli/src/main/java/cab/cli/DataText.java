package cab.cli;

import java.time.Duration;
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

    /** As {@code 1 h 05 min}, {@code 3 min 20 s} or {@code 12 s}. */
    static String duration(Duration length) {
        if (length.toHours() > 0) {
            return String.format(Locale.ROOT, "%d h %02d min", length.toHours(), length.toMinutesPart());
        }
        return length.toMinutes() > 0
                ? String.format(Locale.ROOT, "%d min %02d s", length.toMinutes(), length.toSecondsPart())
                : length.toSeconds() + " s";
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

    /** What was found of one series, at most {@code shown} places of it. */
    static List<String> lines(DataProgram.Checked checked, int shown) {
        if (!checked.fault().isEmpty()) {
            return List.of("GRAVE  " + checked.name() + ": " + checked.fault());
        }
        List<String> lines = new ArrayList<>();
        lines.add((checked.isGrave() ? "GRAVE  " : checked.found() > 0 ? "note   " : "ok     ") + checked.name() + ": "
                + checked.candles() + " candles, " + checked.missing() + " missing, "
                + (checked.found() == 1 ? "1 finding" : checked.found() + " findings"));
        checked.findings().stream()
                .limit(shown)
                .forEach(found -> lines.add(String.format(
                        Locale.ROOT,
                        "  %-5s  %-9s  %s  %s",
                        found.isGrave() ? "GRAVE" : "",
                        found.kind().replace('_', ' '),
                        time(found.at()),
                        found.detail())));
        if (checked.found() > shown) {
            lines.add("  and " + (checked.found() - shown) + " more; --all shows them");
        }
        return lines;
    }

    static Map<String, @Nullable Object> document(DataProgram.Checked checked) {
        Map<String, @Nullable Object> document = document(checked.name());
        document.put("grave", checked.isGrave());
        document.put("fault", checked.fault().isEmpty() ? null : checked.fault());
        document.put("candles", checked.candles());
        document.put("missing", checked.missing());
        document.put("found", checked.found());
        document.put(
                "findings", checked.findings().stream().map(DataText::document).toList());
        return document;
    }

    private static Map<String, @Nullable Object> document(DataProgram.Found found) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("kind", found.kind());
        document.put("at", found.at().toString());
        document.put("candles", found.candles());
        document.put("grave", found.isGrave());
        document.put("detail", found.detail());
        return document;
    }
}
