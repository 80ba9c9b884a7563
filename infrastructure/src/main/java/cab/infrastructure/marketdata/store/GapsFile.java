package cab.infrastructure.marketdata.store;

import cab.infrastructure.marketdata.store.KnownGaps.Span;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of the gaps of one series, as text beside it: a span a line, first and last instant in UTC
 * milliseconds. Lines that are no span are passed over: what is forgotten is asked for once more, and no more than
 * that.
 */
final class GapsFile {

    private static final Pattern SPAN = Pattern.compile("([0-9]{1,15}) ([0-9]{1,15})");

    private static final String TITLE =
            "# The exchange was asked and has no candles of these spans. Remove this file to have it asked again.";

    /** More than any series has: a longer file is none of ours. */
    private static final long BYTES_MAX = 16L << 20;

    private final Path file;

    GapsFile(Path file) {
        this.file = file;
    }

    KnownGaps read() throws IOException {
        List<Span> known = new ArrayList<>();
        try {
            if (Files.size(file) > BYTES_MAX) {
                return KnownGaps.none();
            }
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                Matcher span = SPAN.matcher(line);
                if (span.matches()) {
                    known.add(new Span(Long.parseLong(span.group(1)), Long.parseLong(span.group(2))));
                }
            }
            return KnownGaps.none().with(known);
        } catch (NoSuchFileException | MalformedInputException nothing) {
            return KnownGaps.none();
        }
    }

    void write(KnownGaps known) throws IOException {
        if (known.all().isEmpty()) {
            boolean _ = Files.deleteIfExists(file);
            return;
        }
        List<String> lines = new ArrayList<>(List.of(TITLE));
        known.all().forEach(span -> lines.add(span.fromMs() + " " + span.toMs()));
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        try {
            Path _ = Files.write(whole, lines, StandardCharsets.UTF_8);
            Path _ = Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            boolean _ = Files.deleteIfExists(whole);
        }
    }
}
