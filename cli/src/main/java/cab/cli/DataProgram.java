package cab.cli;

import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The candles that are kept on this machine. Whatever cannot be done is a {@link Refusal} that says why. */
public interface DataProgram {

    /** All that is kept. */
    Listing list(Optional<Path> envFile);

    /** Takes candles from files. One that is refused does not keep the others out. */
    List<Imported> importFiles(ImportRequest request);

    /** Writes candles of the store into a CSV file. */
    Exported export(ExportRequest request);

    /** Looks for what is odd about the candles of the store. */
    List<Checked> check(CheckRequest request);

    /**
     * Brings series up to date with an exchange, one after the other. Waits for as long as it takes.
     *
     * @param observer told after each question
     * @param notes take what the user should know
     */
    List<Stored> download(DownloadRequest request, Consumer<Progress> observer, Consumer<String> notes);

    /** Makes the candles of a market that does not exist. */
    Stored generate(GenerateRequest request);

    /**
     * What is kept. Immutable.
     *
     * @param folder of the store
     * @param series in order of symbol, timeframe, exchange
     */
    record Listing(Path folder, List<Series> series) {

        public Listing {
            series = List.copyOf(series);
        }
    }

    /**
     * One series of the store. Immutable.
     *
     * @param name what it is
     * @param from when the first candle opens; the beginning of 1970 when it cannot be read
     * @param to when the last one closes
     * @param candles how many there are
     * @param gaps places where candles are missing
     * @param missing how many
     * @param bytes on disk
     * @param fault why it cannot be read; empty when it can
     */
    record Series(
            SeriesName name,
            Instant from,
            Instant to,
            int candles,
            long gaps,
            long missing,
            long bytes,
            String fault) {}

    /**
     * What a series is. Immutable.
     *
     * @param exchange where its candles come from
     * @param symbol what was traded
     * @param timeframe their length
     */
    record SeriesName(String exchange, Symbol symbol, Timeframe timeframe) {

        @Override
        public String toString() {
            return symbol + " " + timeframe + " (" + exchange + ")";
        }
    }

    /**
     * What is to be imported.
     *
     * @param envFile the settings file, when one was named
     * @param files candle files
     * @param exchange where the candles come from; by default what the file's path says, or {@code imported}
     * @param symbol what was traded; by default what the name of the file says
     * @param timeframe of the candles in the file; by default what the name of the file or its candles say
     * @param resampled longer timeframes that are stored as well
     * @param replaces whether candles that are stored with other numbers are replaced
     */
    record ImportRequest(
            Optional<Path> envFile,
            List<Path> files,
            Optional<String> exchange,
            Optional<Symbol> symbol,
            Optional<Timeframe> timeframe,
            List<Timeframe> resampled,
            boolean replaces) {

        public ImportRequest {
            files = List.copyOf(files);
            resampled = List.copyOf(resampled);
        }
    }

    /**
     * What became of one file.
     *
     * @param file as it was given
     * @param stored what is in the store now; several when it was resampled
     * @param problem why nothing was stored, or not all; empty when nothing is wrong
     */
    record Imported(Path file, List<Stored> stored, String problem) {

        public Imported {
            stored = List.copyOf(stored);
        }
    }

    /**
     * What was put into one series.
     *
     * @param name the series
     * @param added candles that were new
     * @param same candles that were there already
     * @param replaced candles that were there with other numbers
     * @param total candles that are there now
     * @param missing candles that are missing between the first and the last of what was put in
     */
    record Stored(SeriesName name, int added, int same, int replaced, int total, long missing) {}

    /**
     * Which market is to be made up.
     *
     * @param envFile the settings file, when one was named
     * @param exchange the name under which it is kept; {@code seed-N} when empty
     * @param symbol whose market
     * @param timeframe a day at most
     * @param from when it begins; the beginning of that day of UTC is taken
     * @param to the last candle closes then at the latest
     * @param seed the same seed gives the same candles everywhere
     */
    record GenerateRequest(
            Optional<Path> envFile,
            Optional<String> exchange,
            Symbol symbol,
            Timeframe timeframe,
            Instant from,
            Instant to,
            long seed) {}

    /**
     * What is to be downloaded.
     *
     * @param envFile the settings file, when one was named
     * @param exchange its name; that of the settings when empty
     * @param symbols what is traded there
     * @param timeframes of the candles
     * @param from where each series is to begin; a year ago when empty
     * @param to where it is to end; now when empty
     */
    record DownloadRequest(
            Optional<Path> envFile,
            Optional<String> exchange,
            List<Symbol> symbols,
            List<Timeframe> timeframes,
            Optional<Instant> from,
            Optional<Instant> to) {

        public DownloadRequest {
            symbols = List.copyOf(symbols);
            timeframes = List.copyOf(timeframes);
        }
    }

    /**
     * How far a download has come.
     *
     * @param name the series
     * @param candles that were read
     * @param pages questions that were asked
     * @param ofPages questions that there are, at most
     * @param left how long the others will take, judged by those
     */
    record Progress(SeriesName name, int candles, long pages, long ofPages, Duration left) {}

    /**
     * What is to be exported.
     *
     * @param envFile the settings file, when one was named
     * @param candles which of the store
     * @param symbol what was traded
     * @param timeframe of the candles; put together from shorter ones where need be
     * @param file where to; compressed when it ends with {@code .gz}
     * @param replaces whether a file of that name is replaced
     */
    record ExportRequest(
            Optional<Path> envFile,
            CandleSelection candles,
            Symbol symbol,
            Timeframe timeframe,
            Path file,
            boolean replaces) {}

    /**
     * What was written.
     *
     * @param file where
     * @param candles how many
     * @param bytes the size of the file
     * @param notes what the user should know
     */
    record Exported(Path file, int candles, long bytes, List<String> notes) {

        public Exported {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Which series are to be looked at; all of them by default.
     *
     * @param envFile the settings file, when one was named
     * @param exchange only those of one exchange
     * @param symbol only those of one symbol
     * @param timeframe only those of one timeframe
     */
    record CheckRequest(
            Optional<Path> envFile,
            Optional<String> exchange,
            Optional<Symbol> symbol,
            Optional<Timeframe> timeframe) {}

    /**
     * What was found of one series.
     *
     * @param name the series
     * @param candles how many there are
     * @param missing how many are missing in between
     * @param findings the worst first; of very many only some
     * @param found how many findings there are
     * @param isGrave whether a result may be worth nothing because of them
     * @param fault why it cannot be read, which is grave, too; empty when it can
     */
    record Checked(
            SeriesName name,
            int candles,
            long missing,
            List<Found> findings,
            int found,
            boolean isGrave,
            String fault) {

        public Checked {
            findings = List.copyOf(findings);
        }
    }

    /**
     * One finding.
     *
     * @param kind {@code gap}, {@code range}, {@code jump} or {@code no_volume}
     * @param at when it begins
     * @param candles how many candles it is about
     * @param isGrave whether a result may be worth nothing because of it
     * @param detail in words
     */
    record Found(String kind, Instant at, long candles, boolean isGrave, String detail) {}
}
