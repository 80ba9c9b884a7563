package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.cli.BacktestProgram;
import cab.cli.CandleSelection;
import cab.cli.DataProgram;
import cab.cli.Refusal;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Candles from files into the store, and from there into a backtest. */
final class DataRunnerTest {

    private static final String HEADER = "timestamp_ms,open,high,low,close,volume\n";
    private static final long MINUTE = 60_000;
    private static final Symbol BTC = Symbol.of("BTC/USDT");

    @TempDir
    private Path folder;

    private SettingsReader reader;
    private DataRunner runner;

    @BeforeEach
    void begin() {
        reader = new SettingsReader(Map.of("DATA_DIR", folder.resolve("data").toString(), "STRATEGIES_DIR", ""));
        runner = new DataRunner(reader);
    }

    @Test
    void whatWasImportedIsBacktestedAsTheFileIs() throws IOException {
        Path file = csv("btc.csv", 0, 3_000, 15);
        DataProgram.Imported imported = imported(file, Optional.of(BTC));

        BacktestProgram.Outcome ofStore = backtest(store(), Timeframe.M15);
        BacktestProgram.Outcome ofFile = backtest(CandleSelection.ofFile(file), Timeframe.M15);

        assertThat(imported.problem()).isEmpty();
        assertThat(ofStore.result().candles()).isEqualTo(3_000);
        assertThat(ofStore.result().trades()).isPositive();
        assertThat(ofStore.result().decisionHash()).isEqualTo(ofFile.result().decisionHash());
        assertThat(ofStore.notes())
                .containsExactly("candles of imported, the only ones that are stored of BTC/USDT 15m");
    }

    @Test
    void aFileNamedAsFreqtradeNamesItNeedsNoOptions() throws IOException {
        Path binance = Files.createDirectories(folder.resolve("binance"));
        Path file = Files.writeString(binance.resolve("ETH_BTC-5m.json"), "[[300000,1,1,1,1,1],[600000,1,1,1,1,1]]");

        assertThat(imported(file, Optional.empty()).stored())
                .containsExactly(new DataProgram.Stored(
                        new DataProgram.SeriesName("binance", Symbol.of("ETH/BTC"), Timeframe.M5), 2, 0, 0, 2, 0));
    }

    @Test
    void aFileWithoutASymbolIsRefusedAndOthersAreTaken() throws IOException {
        Path nameless = csv("prices.csv", 0, 10, 15);
        Path named = csv("BTC_USDT-15m.csv", 0, 10, 15);

        List<DataProgram.Imported> all = runner.importFiles(new DataProgram.ImportRequest(
                Optional.empty(),
                List.of(nameless, named, folder.resolve("absent.csv")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(Timeframe.H1),
                false));

        assertThat(all.get(0).problem()).contains("does not say the symbol").contains("give --symbol");
        assertThat(all.get(1).problem()).isEmpty();
        assertThat(all.get(1).stored()).extracting(DataProgram.Stored::total).containsExactly(10, 2);
        assertThat(all.get(2).problem()).contains("does not say the symbol");
    }

    @Test
    void candlesThatDifferAreNamedWithTheirTime() throws IOException {
        DataProgram.Imported _ = imported(csv("a.csv", 0, 10, 15), Optional.of(BTC));
        Path other = Files.writeString(folder.resolve("b.csv"), HEADER + "0,1,1,1,1,1\n900000,1,1,1,1,1\n");

        assertThat(imported(other, Optional.of(BTC)).problem())
                .startsWith(other + ": 2 candles differ from what is stored of BTC/USDT 15m of imported, the first at"
                        + " 1970-01-01T00:00:00Z")
                .endsWith("--replace takes the offered ones");
    }

    @Test
    void oneCandleNeedsItsTimeframeAndMakesABacktest() throws IOException {
        Path file = Files.writeString(folder.resolve("one.csv"), HEADER + "900000,1,1,1,1,0\n");

        assertThat(imported(file, Optional.of(BTC)).problem())
                .isEqualTo(file + ": the timeframe of fewer than two candles cannot be told: give --timeframe");
        assertThat(backtest(CandleSelection.ofFile(file), Timeframe.M15)
                        .result()
                        .candles())
                .isEqualTo(1);
    }

    @Test
    void longerCandlesArePutTogetherWithANote() throws IOException {
        DataProgram.Imported _ = imported(csv("a.csv", 1, 4_000, 15), Optional.of(BTC));

        BacktestProgram.Outcome outcome = backtest(store(), Timeframe.H1);

        assertThat(outcome.result().candles()).isEqualTo(999);
        assertThat(outcome.notes()).anyMatch(note -> note.startsWith("1h candles are put together from those of 15m"));
    }

    @Test
    void aSpanIsCutOutOfTheStoreAndOutOfAFile() throws IOException {
        Path file = csv("a.csv", 0, 1_000, 15);
        DataProgram.Imported _ = imported(file, Optional.of(BTC));
        Optional<Instant> from = Optional.of(Instant.parse("1970-01-02T00:00:00Z"));
        Optional<Instant> to = Optional.of(Instant.parse("1970-01-04T00:00:00Z"));

        for (Optional<Path> source : List.of(Optional.<Path>empty(), Optional.of(file))) {
            BacktestProgram.Outcome outcome =
                    backtest(new CandleSelection(source, Optional.empty(), from, to), Timeframe.M15);
            assertThat(outcome.result().candles()).isEqualTo(2 * 96);
            assertThat(outcome.result().from()).isEqualTo(from.get());
            assertThat(outcome.result().to()).isEqualTo(to.get());
        }
    }

    @Test
    void aSpanWithoutCandlesSaysWhereTheyAre() throws IOException {
        DataProgram.Imported _ = imported(csv("a.csv", 0, 96, 15), Optional.of(BTC));
        CandleSelection later = new CandleSelection(
                Optional.empty(),
                Optional.empty(),
                Optional.of(Instant.parse("2020-01-01T00:00:00Z")),
                Optional.empty());

        assertThatThrownBy(() -> backtest(later, Timeframe.M15))
                .isInstanceOf(Refusal.class)
                .hasMessage("cab: BTC/USDT 15m of imported has no candles in that span: it goes from"
                        + " 1970-01-01T00:00:00Z to 1970-01-02T00:00:00Z");
    }

    @Test
    void whatIsNotStoredIsOneMessageWithTheWayToGetIt() throws IOException {
        assertThatThrownBy(() -> backtest(store(), Timeframe.M15))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("no candles of BTC/USDT 15m are stored in ")
                .hasMessageContaining("nothing is; get them: ./cab data download --symbol BTC/USDT --timeframe 15m");
        DataProgram.Imported _ = imported(csv("a.csv", 0, 96, 15), Optional.of(Symbol.of("ETH/USDT")));

        assertThatThrownBy(() -> backtest(store(), Timeframe.M15))
                .hasMessageContaining("stored is ETH/USDT 15m of imported");
    }

    @Test
    void candlesOfSeveralExchangesAreNotChosenByChance() throws IOException {
        Path file = csv("a.csv", 0, 96, 15);
        for (String exchange : List.of("binance", "bybit")) {
            List<DataProgram.Imported> _ = runner.importFiles(new DataProgram.ImportRequest(
                    Optional.empty(),
                    List.of(file),
                    Optional.of(exchange),
                    Optional.of(BTC),
                    Optional.empty(),
                    List.of(),
                    false));
        }

        assertThatThrownBy(() -> backtest(store(), Timeframe.M15))
                .hasMessage("cab: BTC/USDT 15m is stored of binance, bybit: choose one with --exchange");
        assertThat(backtest(
                                new CandleSelection(
                                        Optional.empty(), Optional.of("bybit"), Optional.empty(), Optional.empty()),
                                Timeframe.M15)
                        .notes())
                .isEmpty();
    }

    @Test
    void aHundredFilesAreTakenAndListed() throws IOException {
        List<Path> files = new ArrayList<>();
        for (int coin = 0; coin < 100; coin++) {
            files.add(csv("C" + coin + "_USDT-15m.csv", 0, 20, 15));
        }

        List<DataProgram.Imported> all = runner.importFiles(new DataProgram.ImportRequest(
                Optional.empty(), files, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), false));

        assertThat(all).hasSize(100).allMatch(one -> one.problem().isEmpty());
        assertThat(runner.list(Optional.empty()).series())
                .hasSize(100)
                .allMatch(series -> series.candles() == 20 && series.gaps() == 0);
    }

    @Test
    void extremePricesAndVolumesEndInAResult() throws IOException {
        for (String price : List.of("0.000000000001", "1000000000")) {
            StringBuilder csv = new StringBuilder(HEADER);
            for (int candle = 0; candle < 500; candle++) {
                csv.append(String.format(
                        Locale.ROOT, "%d,%s,%s,%s,%s,0%n", candle * 900_000L, price, price, price, price));
            }
            Path file = Files.writeString(folder.resolve("flat.csv"), csv);

            assertThat(backtest(CandleSelection.ofFile(file), Timeframe.M15)
                            .result()
                            .trades())
                    .isZero();
        }
    }

    @Test
    void aGapOfAMonthIsNotedAndPlayed() throws IOException {
        Path file = folder.resolve("gap.csv");
        Path _ = Files.writeString(
                file,
                Files.readString(csv("first.csv", 0, 500, 15))
                        + Files.readString(csv("second.csv", 3_500, 500, 15)).substring(HEADER.length()));

        BacktestProgram.Outcome outcome = backtest(CandleSelection.ofFile(file), Timeframe.M15);

        assertThat(outcome.result().candles()).isEqualTo(1_000);
        assertThat(outcome.notes())
                .containsExactly(
                        "gap.csv: 3000 candles are missing in 1 gaps, the longest of 3000; nothing is filled in"
                                + " for them");
    }

    @Test
    void whatIsExportedIsImportedAgainAsItWas() throws IOException {
        DataProgram.Stored made = runner.generate(generation("2025-01-01", "2025-02-01", Timeframe.M15, 3));
        Path file = folder.resolve("BTC_USDT-15m.csv.gz");
        DataProgram.ExportRequest request =
                new DataProgram.ExportRequest(Optional.empty(), store(), BTC, Timeframe.M15, file, false);

        DataProgram.Exported exported = runner.export(request);
        DataProgram.Stored again = runner.importFiles(new DataProgram.ImportRequest(
                        Optional.empty(),
                        List.of(file),
                        Optional.of("seed-3"),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        false))
                .getFirst()
                .stored()
                .getFirst();

        assertThat(exported.candles()).isEqualTo(made.total());
        assertThat(again.same()).isEqualTo(made.total());
        assertThatThrownBy(() -> runner.export(request))
                .hasMessage("cab: " + file + " exists; --replace overwrites it");
    }

    @Test
    void aCheckTellsGraveFromNoteAndNamesAFileThatIsDamaged() throws IOException {
        DataProgram.Stored _ = runner.generate(generation("2025-01-01", "2025-02-01", Timeframe.M15, 3));
        DataProgram.CheckRequest all =
                new DataProgram.CheckRequest(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(runner.check(all))
                .singleElement()
                .satisfies(checked -> assertThat(checked.isGrave()).isFalse());
        Path file = folder.resolve("data/candles/seed-3/BTC_USDT-15m.candles");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Path _ = Files.write(file, bytes);

        assertThat(runner.check(all)).singleElement().satisfies(checked -> {
            assertThat(checked.isGrave()).isTrue();
            assertThat(checked.fault()).contains("was changed or damaged");
        });
        assertThatThrownBy(() -> runner.check(new DataProgram.CheckRequest(
                        Optional.empty(), Optional.of("bybit"), Optional.empty(), Optional.empty())))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("no such candles are stored");
    }

    @Test
    void theSameSeedMakesTheSameMarketInWhateverPieces() {
        DataProgram.Stored whole = runner.generate(generation("2024-12-30", "2025-01-09", Timeframe.M15, 7));
        DataProgram.Stored part = runner.generate(generation("2025-01-02", "2025-01-05", Timeframe.M15, 7));
        DataProgram.Stored other = runner.generate(generation("2025-01-02", "2025-01-05", Timeframe.M15, 8));

        assertThat(whole.name().exchange()).isEqualTo("seed-7");
        assertThat(whole.added() + whole.missing()).isEqualTo(10 * 96);
        assertThat(part.added()).isZero();
        assertThat(part.same() + part.missing()).isEqualTo(3 * 96);
        assertThat(other.name().exchange()).isEqualTo("seed-8");
        assertThat(runner.list(Optional.empty()).series())
                .extracting(DataProgram.Series::to)
                .contains(Instant.parse("2025-01-09T00:00:00Z"));
    }

    @Test
    void whatCannotBeMadeUpIsRefused() {
        for (DataProgram.GenerateRequest wrong : List.of(
                generation("2025-01-02", "2025-01-02", Timeframe.M15, 1),
                generation("2025-01-02", "2025-02-02", Timeframe.W1, 1),
                generation("1971-01-01", "2025-01-02", Timeframe.M1, 1))) {
            assertThatThrownBy(() -> runner.generate(wrong)).isInstanceOf(Refusal.class);
        }
    }

    private static DataProgram.GenerateRequest generation(String from, String to, Timeframe timeframe, long seed) {
        return new DataProgram.GenerateRequest(
                Optional.empty(),
                Optional.empty(),
                BTC,
                timeframe,
                Instant.parse(from + "T00:00:00Z"),
                Instant.parse(to + "T00:00:00Z"),
                seed);
    }

    private DataProgram.Imported imported(Path file, Optional<Symbol> symbol) {
        return runner.importFiles(new DataProgram.ImportRequest(
                        Optional.empty(), List.of(file), Optional.empty(), symbol, Optional.empty(), List.of(), false))
                .getFirst();
    }

    private static CandleSelection store() {
        return new CandleSelection(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private BacktestProgram.Outcome backtest(CandleSelection candles, Timeframe timeframe) {
        return new BacktestRunner(reader)
                .run(new BacktestProgram.Request(
                        Optional.empty(), candles, BTC, timeframe, List.of("ema_cross"), Map.of("MTF_ENABLED", "0")));
    }

    /** A price that swings, so that something is traded. */
    private Path csv(String name, int first, int count, int minutes) throws IOException {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int candle = first; candle < first + count; candle++) {
            double open = price(candle);
            double close = price(candle + 1);
            csv.append(String.format(
                    Locale.ROOT,
                    "%d,%.4f,%.4f,%.4f,%.4f,100%n",
                    candle * (minutes * MINUTE),
                    open,
                    Math.max(open, close),
                    Math.min(open, close),
                    close));
        }
        return Files.writeString(folder.resolve(name), csv);
    }

    private static double price(int candle) {
        return 30_000 + 2_000 * Math.sin(candle / 40.0);
    }
}
