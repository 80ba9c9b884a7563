package cab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DataCommandTest {

    private static final DataProgram.SeriesName BTC =
            new DataProgram.SeriesName("gateio", Symbol.of("BTC/USDT"), Timeframe.M15);

    private final TestTerminal terminal = new TestTerminal();
    private final ScriptedData program = new ScriptedData();

    @Test
    void theListIsATableOrADocument() throws IOException {
        program.series.add(new DataProgram.Series(
                BTC,
                Instant.parse("2024-01-01T00:00:00Z"),
                Instant.parse("2024-02-01T00:00:00Z"),
                2_970,
                2,
                6,
                142_688,
                ""));

        assertThat(execute("data", "list")).isZero();
        assertThat(terminal.out().lines().skip(1).toList())
                .containsExactly(
                        "BTC/USDT       15m       gateio       2024-01-01 00:00  2024-02-01 00:00       2970       2"
                                + "         6 139.3 KiB");
        JsonNode document = json("data", "list", "--json");
        assertThat(document.at("/series/0/symbol").asText()).isEqualTo("BTC/USDT");
        assertThat(document.at("/series/0/candles").asInt()).isEqualTo(2_970);
        assertThat(document.at("/series/0/from").asText()).isEqualTo("2024-01-01T00:00:00Z");
    }

    @Test
    void aDamagedFileIsListedWithItsFaultAndExitCodeOne() {
        program.series.add(new DataProgram.Series(BTC, Instant.EPOCH, Instant.EPOCH, 0, 0, 0, 5, "it is cut off"));

        assertThat(execute("data", "list")).isEqualTo(1);
        assertThat(terminal.out()).contains("it is cut off");
    }

    @Test
    void anEmptyStoreSaysHowToGetCandles() {
        assertThat(execute("data", "list")).isZero();
        assertThat(terminal.out()).contains("no candles in").contains("./cab data download --help");
    }

    @Test
    void importedCandlesAreTold() throws IOException {
        program.imported =
                new DataProgram.Imported(Path.of("a.csv"), List.of(new DataProgram.Stored(BTC, 10, 5, 2, 100, 3)), "");

        assertThat(execute("data", "import", "a.csv", "b.csv", "--symbol", "BTC/USDT", "--resample", "1h,4h"))
                .isZero();

        assertThat(program.request.files()).containsExactly(Path.of("a.csv"), Path.of("b.csv"));
        assertThat(program.request.resampled()).containsExactly(Timeframe.H1, Timeframe.H4);
        assertThat(terminal.out().lines())
                .contains("BTC/USDT 15m (gateio): 10 candles added, 5 there already, 2 replaced, 100 kept, 3 missing in"
                        + " between, nothing is filled in for them");
        assertThat(json("data", "import", "a.csv", "--json")
                        .at("/files/0/stored/0/added")
                        .asInt())
                .isEqualTo(10);
    }

    @Test
    void aFileThatIsRefusedIsExitCodeOne() {
        program.imported = new DataProgram.Imported(Path.of("a.csv"), List.of(), "a.csv:3: low must be more than 0");

        assertThat(execute("data", "import", "a.csv")).isEqualTo(1);
        assertThat(terminal.err().strip()).isEqualTo("cab: a.csv:3: low must be more than 0");
    }

    @Test
    void aMarketIsMadeUpFromItsSeedAndSpan() {
        int code = execute(
                "data",
                "generate",
                "--symbol",
                "BTC/USDT",
                "--timeframe",
                "15m",
                "--seed",
                "7",
                "--from",
                "2025-01-01",
                "--to",
                "2025-01-01");

        assertThat(code).isZero();
        assertThat(program.generated)
                .contains(new DataProgram.GenerateRequest(
                        Optional.empty(),
                        Optional.empty(),
                        BTC.symbol(),
                        Timeframe.M15,
                        Instant.parse("2025-01-01T00:00:00Z"),
                        Instant.parse("2025-01-02T00:00:00Z"),
                        7));
        assertThat(terminal.out().strip()).isEqualTo("BTC/USDT 15m (gateio): 96 candles added, 96 kept");
    }

    @Test
    void aDownloadTellsHowFarItIsAndWhatItKept() {
        int code = execute(
                "data", "download", "--symbol", "BTC/USDT,ETH/USDT", "--timeframe", "15m,1h", "--from", "2025-01-01");

        assertThat(code).isZero();
        assertThat(program.downloaded.orElseThrow().symbols())
                .containsExactly(Symbol.of("BTC/USDT"), Symbol.of("ETH/USDT"));
        assertThat(program.downloaded.orElseThrow().timeframes()).containsExactly(Timeframe.M15, Timeframe.H1);
        assertThat(terminal.out().strip())
                .isEqualTo(
                        "BTC/USDT 15m (gateio): 96 candles added, 196 kept, 4 missing in between, nothing is filled in"
                                + " for them");
        assertThat(terminal.err().strip()).isEqualTo("Gate.io serves the last 10000 candles");
    }

    @Test
    void whatIsLeftIsSaidInWords() {
        assertThat(DataText.duration(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(DataText.duration(Duration.ofSeconds(65))).isEqualTo("1 min 05 s");
        assertThat(DataText.duration(Duration.ofMinutes(125))).isEqualTo("2 h 05 min");
    }

    @Test
    void anExportSaysWhatItWrote() {
        assertThat(execute("data", "export", "--symbol", "BTC/USDT", "--timeframe", "1h", "--output", "x.csv"))
                .isZero();
        assertThat(terminal.out().strip()).isEqualTo("wrote x.csv: 10 candles, 2.0 KiB");
        assertThat(terminal.err().strip()).isEqualTo("longer candles were put together");
    }

    @Test
    void aCheckShowsTheWorstPlacesAndIsExitCodeOneWhenTheyAreGrave() throws IOException {
        DataProgram.Found gap =
                new DataProgram.Found("gap", Instant.parse("2024-01-05T00:00:00Z"), 96, true, "1 d 0 h");
        program.checked.add(new DataProgram.Checked(BTC, 100, 96, List.of(gap, gap, gap, gap, gap, gap), 6, true, ""));
        program.checked.add(new DataProgram.Checked(BTC, 0, 0, List.of(), 1, true, "it is cut off"));

        assertThat(execute("data", "check")).isEqualTo(1);
        assertThat(terminal.out().lines().toList())
                .startsWith("GRAVE  BTC/USDT 15m (gateio): 100 candles, 96 missing, 6 findings")
                .contains("  GRAVE  gap        2024-01-05 00:00  1 d 0 h")
                .endsWith("  and 1 more; --all shows them", "GRAVE  BTC/USDT 15m (gateio): it is cut off");
        JsonNode document = json("data", "check", "--json");
        assertThat(document.at("/grave").asBoolean()).isTrue();
        assertThat(document.at("/series/0/findings/0/kind").asText()).isEqualTo("gap");

        program.checked.clear();
        program.checked.add(new DataProgram.Checked(BTC, 100, 0, List.of(), 0, false, ""));
        assertThat(execute("data", "check")).isZero();
    }

    @Test
    void everyCommandHasAnExample() {
        assertThat(execute("data")).isEqualTo(2);
        assertThat(execute("data", "--help")).isZero();
        List<String> names = new ArrayList<>(
                DataCommand.of(program, terminal.terminal()).getSubcommands().keySet());

        assertThat(names).containsExactlyInAnyOrder("download", "import", "export", "list", "check", "generate");
        for (String name : names) {
            TestTerminal own = new TestTerminal();
            int code = new CabCommand("1", List.of(DataCommand.of(program, own.terminal())), own.terminal())
                    .execute("data", name, "--help");
            assertThat(code).isZero();
            assertThat(own.out()).contains("Example: ./cab data " + name);
        }
    }

    private JsonNode json(String... arguments) throws IOException {
        TestTerminal own = new TestTerminal();
        int _ = new CabCommand("1", List.of(DataCommand.of(program, own.terminal())), own.terminal())
                .execute(arguments);
        return new ObjectMapper().readTree(own.out());
    }

    private int execute(String... arguments) {
        return new CabCommand("1", List.of(DataCommand.of(program, terminal.terminal())), terminal.terminal())
                .execute(arguments);
    }

    /** Answers as it was told to, and keeps what it was asked. */
    private static final class ScriptedData implements DataProgram {

        private final List<Series> series = new ArrayList<>();
        private final List<Checked> checked = new ArrayList<>();
        private Optional<DownloadRequest> downloaded = Optional.empty();
        private Optional<GenerateRequest> generated = Optional.empty();
        private Imported imported = new Imported(Path.of("none"), List.of(), "");
        private ImportRequest request = new ImportRequest(
                Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), false);

        @Override
        public Listing list(Optional<Path> envFile) {
            return new Listing(Path.of("data", "candles"), series);
        }

        @Override
        public List<Stored> download(DownloadRequest asked, Consumer<Progress> observer, Consumer<String> notes) {
            downloaded = Optional.of(asked);
            observer.accept(new Progress(BTC, 500, 1, 4, Duration.ofSeconds(65)));
            notes.accept("Gate.io serves the last 10000 candles");
            return List.of(new Stored(BTC, 96, 0, 0, 196, 4));
        }

        @Override
        public Exported export(ExportRequest asked) {
            return new Exported(asked.file(), 10, 2_048, List.of("longer candles were put together"));
        }

        @Override
        public List<Checked> check(CheckRequest asked) {
            return List.copyOf(checked);
        }

        @Override
        public Stored generate(GenerateRequest asked) {
            generated = Optional.of(asked);
            return new Stored(BTC, 96, 0, 0, 96, 0);
        }

        @Override
        public List<Imported> importFiles(ImportRequest asked) {
            request = asked;
            return List.of(imported);
        }
    }
}
