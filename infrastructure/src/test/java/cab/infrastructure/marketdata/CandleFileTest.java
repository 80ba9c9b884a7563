package cab.infrastructure.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CandleFileTest {

    private static final String HEADER = "timestamp_ms,open,high,low,close,volume\n";
    private static final String FIRST = "60000,1.5,2,1,1.75,10\n";

    @TempDir
    private Path folder;

    @Test
    void aPlainFileIsReadWithItsTimeframe() {
        CandleFileOutcome.Read read = read(HEADER + FIRST + "120000,1.75,1.75,1.5,1.5,0\n");

        CandleSeries candles = read.candles();
        assertThat(candles.timeframe()).isEqualTo(Timeframe.M1);
        assertThat(candles.size()).isEqualTo(2);
        assertThat(candles.candle(0))
                .hasToString(
                        "Candle[openTimeMs=60000, closeTimeMs=120000, open=1.5, high=2.0, low=1.0, close=1.75, volume=10.0]");
        assertThat(read.gaps()).isEqualTo(new CandleGaps(0, 0, 0, 0));
    }

    @Test
    void aCompressedFileIsToldByItsContent() throws IOException {
        Path file = folder.resolve("candles.csv");
        Files.write(file, gzip(HEADER + FIRST + "120000,1.75,1.75,1.5,1.5,0\n"));

        assertThat(new CandleFile(file).read())
                .asInstanceOf(type(CandleFileOutcome.Read.class))
                .satisfies(read -> assertThat(read.candles().size()).isEqualTo(2));
    }

    @Test
    void theLastLineNeedsNoEndAndLinesMayEndAsOnOtherSystems() {
        CandleFileOutcome.Read read =
                read(HEADER.replace("\n", "\r\n") + FIRST.replace("\n", "\r\n") + "120000,1.75,1.75,1.5,1.5,0");

        assertThat(read.candles().size()).isEqualTo(2);
    }

    @Test
    void missingCandlesAreReportedAndNotFilled() {
        CandleFileOutcome.Read read =
                read(HEADER + FIRST + "120000,1,1,1,1,1\n" + "240000,1,1,1,1,1\n" + "480000,1,1,1,1,1\n");

        assertThat(read.candles().size()).isEqualTo(4);
        assertThat(read.gaps()).isEqualTo(new CandleGaps(2, 4, 3, 300_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120000,1,1,1,1 | a line must have 6 fields, had 5",
                "120000,1,1,1,1,1,1 | a line must have 6 fields, had 7",
                "120000,1,1,x,1,1 | low must be a decimal number, was 'x'",
                "120000,1,1,,1,1 | low must be a decimal number, was ''",
                "120000,1,1,1,1,NaN | volume must be a decimal number, was 'NaN'",
                "120000,1,1,1,1,1d | volume must be a decimal number, was '1d'",
                "120000,1,1,1,1,0x1p3 | volume must be a decimal number, was '0x1p3'",
                "120000,1.,1,1,1,1 | open must be a decimal number, was '1.'",
                "120000,1,1,1,1,-1 | volume must be 0 or more, was -1.0",
                "120000,0,0,0,0,1 | low must be more than 0, was 0.0",
                "120000,-1,1,-1,1,1 | low must be more than 0, was -1.0",
                "120000,1,1e400,1,1,1 | high must be finite, was Infinity",
                "120000,3,2,1,1,1 | open must lie between low 1.0 and high 2.0, was 3.0",
                "120000,1,2,1,0.5,1 | close must lie between low 1.0 and high 2.0, was 0.5",
                "60000,1,1,1,1,1 | timestamp must be later than 60000, was 60000",
                "12e4,1,1,1,1,1 | timestamp must be UTC milliseconds, was '12e4'",
                "1200000000000000,1,1,1,1,1 | timestamp must be UTC milliseconds, was '1200000000000000'",
                "119999,1,1,1,1,1 | timestamp must be at least 1m later than 60000, was 119999",
            })
    void aBadLineIsRefusedWithItsNumberAndReason(String line, String reason) {
        CandleFileOutcome outcome = outcome(HEADER + FIRST + line + "\n180000,1,1,1,1,1\n", Timeframe.M1);

        assertThat(outcome)
                .asInstanceOf(type(CandleFileOutcome.Refused.class))
                .satisfies(refused -> assertThat(refused.message()).isEqualTo(file() + ":3: " + reason));
    }

    @Test
    void anEmptyLineInTheMiddleIsRefused() {
        assertThat(refusal(HEADER + FIRST + "\n120000,1,1,1,1,1\n"))
                .isEqualTo(file() + ":3: timestamp must be UTC milliseconds, was ''");
    }

    @Test
    void aFileWithoutHeaderIsRefused() {
        assertThat(refusal(FIRST))
                .isEqualTo(file() + ":1: the first line must be timestamp_ms,open,high,low,close,volume, was "
                        + "'60000,1.5,2,1,1.75,10'");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThat(refusal(""))
                .isEqualTo(file() + ": the first line must be timestamp_ms,open,high,low,close,volume, "
                        + "the file is empty");
    }

    @Test
    void aHeaderAloneIsRefused() {
        assertThat(refusal(HEADER)).isEqualTo(file() + ": the timeframe of fewer than two candles cannot be told");
        assertThat(((CandleFileOutcome.Refused) outcome(HEADER, Timeframe.M1)).message())
                .isEqualTo(file() + ":1: the file must hold at least one candle, had none");
    }

    @Test
    void timestampsInSecondsAreRefusedBecauseNoTimeframeIsThatShort() {
        assertThat(refusal(HEADER + "1700000000,1,1,1,1,1\n1700000900,1,1,1,1,1\n"))
                .isEqualTo(file() + ": the smallest step between candles must be a timeframe "
                        + "(1m, 3m, 5m, 15m, 30m, 1h, 2h, 4h, 6h, 8h, 12h, 1d, 1w) in milliseconds, was 900 ms");
    }

    @Test
    void aLineThatNeverEndsIsRefused() {
        assertThat(refusal(HEADER + FIRST + "1".repeat(2_000_000)))
                .isEqualTo(file() + ":3: a line may have 511 characters, had more");
    }

    @Test
    void aCompressedFileThatIsCutOffIsRefused() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int minute = 1; minute < 5_000; minute++) {
            text.append(minute * 60_000L).append(",1,1,1,1,").append(minute).append('\n');
        }
        byte[] whole = gzip(text.toString());
        Files.write(file(), Arrays.copyOf(whole, whole.length - 10));

        assertThat(new CandleFile(file()).read(Timeframe.M1))
                .asInstanceOf(type(CandleFileOutcome.Refused.class))
                .satisfies(refused ->
                        assertThat(refused.reason()).startsWith("the compressed file is cut off or damaged"));
    }

    @Test
    void aCompressedFileThatIsDamagedIsRefused() throws IOException {
        byte[] damaged = gzip(HEADER + FIRST + "120000,1.75,1.75,1.5,1.5,0\n");
        damaged[damaged.length - 6] ^= 1;
        Files.write(file(), damaged);

        assertThat(new CandleFile(file()).read()).isInstanceOf(CandleFileOutcome.Refused.class);
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThat(new CandleFile(file()).read())
                .isEqualTo(new CandleFileOutcome.Refused(file().toString(), 0, "there is no such file"));
    }

    @Test
    void aLargeFileIsReadOverManyBuffers() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int minute = 1; minute <= 100_000; minute++) {
            text.append(minute * 60_000L)
                    .append(",1.25,")
                    .append(minute)
                    .append(".5,1,1.5,")
                    .append(minute)
                    .append('\n');
        }
        Files.writeString(file(), text);

        CandleFileOutcome.Read read = (CandleFileOutcome.Read) new CandleFile(file()).read();

        assertThat(read.candles().size()).isEqualTo(100_000);
        for (int index = 0; index < 100_000; index++) {
            assertThat(read.candles().high(index)).isEqualTo(index + 1.5);
        }
    }

    @Test
    void realFilesAreReadWhole() {
        Path file = recorded("binance_BTCUSDT_15m_2024.csv.gz");

        CandleFileOutcome.Read read = (CandleFileOutcome.Read) new CandleFile(file).read();

        assertThat(read.candles().timeframe()).isEqualTo(Timeframe.M15);
        assertThat(read.candles().size()).isEqualTo(35_136);
        assertThat(read.candles().open(0)).isEqualTo(41905.81);
        assertThat(read.gaps().gaps()).isZero();
    }

    /** A file of the folder that CAB_MARKET_DATA names, or of shared/data beside a parent of this folder. */
    private static Path recorded(String name) {
        String named = System.getenv("CAB_MARKET_DATA");
        Stream<Path> folders = named != null
                ? Stream.of(Path.of(named))
                : Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                        .map(parent -> parent.resolve("shared/data"));
        Optional<Path> found = folders.map(folder -> folder.resolve(name))
                .filter(Files::exists)
                .findFirst();
        Assumptions.assumeTrue(
                found.isPresent(), "no market data: " + name + " was found nowhere, see CAB_MARKET_DATA");
        return found.orElseThrow();
    }

    private Path file() {
        return folder.resolve("candles");
    }

    private CandleFileOutcome.Read read(String content) {
        CandleFileOutcome outcome = outcome(content);
        assertThat(outcome).isInstanceOf(CandleFileOutcome.Read.class);
        return (CandleFileOutcome.Read) outcome;
    }

    private String refusal(String content) {
        CandleFileOutcome outcome = outcome(content);
        assertThat(outcome).isInstanceOf(CandleFileOutcome.Refused.class);
        return ((CandleFileOutcome.Refused) outcome).message();
    }

    private CandleFileOutcome outcome(String content) {
        write(content);
        return new CandleFile(file()).read();
    }

    private CandleFileOutcome outcome(String content, Timeframe timeframe) {
        write(content);
        return new CandleFile(file()).read(timeframe);
    }

    private void write(String content) {
        try {
            Files.writeString(file(), content);
        } catch (IOException unwritable) {
            throw new AssertionError(unwritable);
        }
    }

    private static byte[] gzip(String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void candlesOfFreqtradeAreRead() throws IOException {
        Path file = folder.resolve("BTC_USDT-1m.json");
        Files.write(file, gzip("[[60000,1.5,2,1,1.75,10],\n [120000, 1.75, 1.75, 1.5, 1e0, 0.0]]"));

        assertThat(new CandleFile(file).read())
                .isInstanceOfSatisfying(
                        CandleFileOutcome.Refused.class,
                        refused -> assertThat(refused.message())
                                .isEqualTo(file + ": candle 2: close must lie between low 1.5 and high 1.75, was 1.0"));

        Files.write(file, gzip("[[60000,1.5,2,1,1.75,10],\n [120000, 1.75, 1.75, 1.5, 15e-1, 0.0]]"));
        assertThat(new CandleFile(file).read())
                .asInstanceOf(type(CandleFileOutcome.Read.class))
                .satisfies(read -> {
                    assertThat(read.candles().timeframe()).isEqualTo(Timeframe.M1);
                    assertThat(read.candles().close(1)).isEqualTo(1.5);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[ | is no JSON: Unexpected end-of-input",
                "[[60000,1,1,1,1]] | candle 1: volume must be a number, was missing",
                "[[60000,1,1,1,1,1,1]] | candle 1: must have six numbers, had more",
                "[[60000,1,1,null,1,1]] | candle 1: low must be a number, was null",
                "[[60000.5,1,1,1,1,1]] | candle 1: timestamp must be a number, was 60000.5",
                "[{\"a\":1}] | candle 1: must be an array of six numbers, was {",
                "[[60000,1,1,1,1,1],[60000,1,1,1,1,1]] | candle 2: timestamp must be later than 60000, was 60000",
                "[[99999999999999999999,1,1,1,1,1]] | is no JSON: Numeric value",
                "[] | the file must hold at least one candle",
                "FEA1.... | feather is not read"
            })
    void whatFreqtradeWouldNotWriteIsRefused(String content, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("candles.json"), content);

        assertThat(new CandleFile(file).read(Timeframe.M1))
                .isInstanceOfSatisfying(
                        CandleFileOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains(reason));
    }
}
