package cab.domain;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Real market data, which is not part of the repository: the directory that {@code CAB_MARKET_DATA} names, or
 * {@code shared/data} beside a parent of the working directory. A test that needs a file which is not there is skipped
 * and says so.
 */
public final class MarketFiles {

    private MarketFiles() {}

    /** The candles of a file. */
    public static CandleSeries candles(String name, Timeframe timeframe) {
        CandleSeries.Builder builder = CandleSeries.builder(timeframe);
        for (String[] cells : rows(name)) {
            builder = builder.add(
                    Long.parseLong(cells[0]),
                    Double.parseDouble(cells[1]),
                    Double.parseDouble(cells[2]),
                    Double.parseDouble(cells[3]),
                    Double.parseDouble(cells[4]),
                    Double.parseDouble(cells[5]));
        }
        return builder.build();
    }

    /** The cells of each line of a compressed CSV file, without its header. */
    public static List<String[]> rows(String name) {
        Optional<Path> file = find(name);
        assumeTrue(file.isPresent(), () -> "no market data: " + name + " was found nowhere, see CAB_MARKET_DATA");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file.orElseThrow())), StandardCharsets.US_ASCII))) {
            return lines.lines().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Optional<Path> find(String name) {
        String configured = System.getenv("CAB_MARKET_DATA");
        Path here = Path.of("").toAbsolutePath();
        Stream<Path> directories = configured != null
                ? Stream.of(Path.of(configured))
                : Stream.iterate(here, directory -> directory != null, Path::getParent)
                        .map(directory -> directory.resolve("shared").resolve("data"));
        return directories
                .map(directory -> directory.resolve(name))
                .filter(Files::isReadable)
                .findFirst();
    }
}
