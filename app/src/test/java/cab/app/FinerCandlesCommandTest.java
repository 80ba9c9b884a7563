package cab.app;

import static org.assertj.core.api.Assertions.assertThat;

import cab.cli.CabCommand;
import cab.cli.Terminal;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees who has candles of an hour and of fifteen minutes in the store. */
final class FinerCandlesCommandTest {

    private static final String HEADER = "timestamp_ms,open,high,low,close,volume\n";
    private static final int QUARTERS = 12_000;

    @TempDir
    private Path folder;

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeEach
    void importCandles() throws IOException {
        for (String coin : List.of("BTC", "ETH")) {
            List<double[]> quarters = walk(coin.hashCode());
            Path finer = csv(coin + "-15m.csv", 900_000, quarters);
            Path hours = csv(coin + "-1h.csv", 3_600_000, hours(quarters));
            succeed("data", "import", finer.toString(), hours.toString(), "--symbol", coin + "/USDT");
        }
    }

    @Test
    void candlesAreLookedIntoWithTheFinerOnesOfTheStore() throws IOException {
        JsonNode finer = backtest();

        assertThat(err.toString())
                .contains("where an order works, candles are looked into with those of BTC/USDT 15m of imported: they"
                        + " tell 3,000 of 3,000");
        assertThat(finer.get("finer_timeframe").asText()).isEqualTo("15m");
        assertThat(finer.get("finer_played").asLong()).isPositive();
        assertThat(finer.get("finer_missing").asLong()).isZero();
        assertThat(finer.get("finer_different").asLong()).isZero();
    }

    @Test
    void withoutThemEveryThingIsAsTheCandlesAloneTellIt() throws IOException {
        JsonNode finer = backtest();
        JsonNode without = backtest("--no-finer");
        JsonNode file = backtest("--candles", folder.resolve("BTC-1h.csv").toString());

        assertThat(without.get("decision_hash")).isEqualTo(file.get("decision_hash"));
        assertThat(without.get("decision_hash")).isNotEqualTo(finer.get("decision_hash"));
        assertThat(without.get("finer_timeframe").isNull()).isTrue();
        assertThat(without.get("finer_played").asLong()).isZero();
        assertThat(without.get("risen_stop_candles").asLong())
                .isGreaterThan(2 * finer.get("risen_stop_candles").asLong());
    }

    @Test
    void candlesThatArePutTogetherAreLookedIntoWithWhatTheyAreMadeOf() throws IOException {
        JsonNode stored = backtest();
        Files.delete(storedFile("BTC_USDT-1h.candles"));

        JsonNode joined = backtest();

        assertThat(err.toString()).contains("1h candles are put together from those of 15m");
        assertThat(joined.get("finer_timeframe").asText()).isEqualTo("15m");
        assertThat(joined.get("decision_hash")).isEqualTo(stored.get("decision_hash"));
    }

    private Path storedFile(String name) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    @Test
    void aFileOfFinerCandlesDoesWhatTheStoreDoes() throws IOException {
        JsonNode stored = backtest();
        JsonNode files = backtest(
                "--candles",
                folder.resolve("BTC-1h.csv").toString(),
                "--finer",
                folder.resolve("BTC-15m.csv").toString());

        assertThat(files.get("decision_hash")).isEqualTo(stored.get("decision_hash"));
    }

    @Test
    void runsAtOtherCostsAreLookedIntoAsTheRunItself() throws IOException {
        JsonNode once = backtest();
        JsonNode twice = backtest("--fee", "0.2", "--set", "SIM_SPREAD_PCT=0.04", "--set", "SIM_SLIPPAGE_PCT=0.04");

        JsonNode reckoned = once.get("cost_runs").get(3);
        assertThat(reckoned.get("factor").asInt()).isEqualTo(2);
        assertThat(reckoned.get("final_equity")).isEqualTo(twice.get("final_equity"));
        assertThat(reckoned.get("trades")).isEqualTo(twice.get("trades"));
    }

    @Test
    void whatFinerCandlesTellOtherwiseIsSaidAndLeftAlone() throws IOException {
        List<double[]> other = hours(walk("BTC".hashCode()));
        for (double[] hour : other) {
            hour[4] += 1;
        }
        Path hours = csv("other.csv", 3_600_000, other);
        succeed("data", "import", hours.toString(), "--symbol", "BTC/USDT", "--timeframe", "1h", "--replace");

        JsonNode report = backtest();

        assertThat(err.toString())
                .contains("not looked into: BTC/USDT 15m of imported tells of none of these candles the same");
        assertThat(report.get("finer_timeframe").isNull()).isTrue();
        assertThat(report.get("decision_hash")).isEqualTo(backtest("--no-finer").get("decision_hash"));
    }

    @Test
    void aDamagedFileOfFinerCandlesIsTold() throws IOException {
        Path stored = storedFile("BTC_USDT-15m.candles");
        byte[] bytes = Files.readAllBytes(stored);
        bytes[bytes.length / 2] ^= 1;
        Path _ = Files.write(stored, bytes);

        assertThat(backtest().get("finer_played").asLong()).isZero();
        assertThat(err.toString()).contains("not looked into: ").contains("BTC_USDT-15m.candles");
        assertThat(run("backtest", "--symbol", "BTC/USDT", "--timeframe", "1h", "--finer", "15m"))
                .isEqualTo(1);
    }

    @Test
    void noDecisionSeesTheFutureThroughFinerCandles() {
        assertThat(run("backtest", "--symbol", "BTC/USDT", "--timeframe", "1h", "--check-lookahead"))
                .as(out.toString())
                .isZero();
        assertThat(out.toString()).contains("none found");
    }

    @Test
    void severalSymbolsAreLookedIntoEachWithItsOwn() throws IOException {
        succeed("backtest", "--symbol", "BTC/USDT,ETH/USDT", "--timeframe", "1h", "--json");
        JsonNode together = new ObjectMapper().readTree(out.toString());

        JsonNode alone = backtest();
        assertThat(together.get("symbols").get(0).get("finer_played")).isEqualTo(alone.get("finer_played"));
        assertThat(together.get("symbols").get(0).get("trades")).isEqualTo(alone.get("trades"));
        assertThat(together.get("symbols").get(1).get("finer_played").asLong()).isPositive();
        assertThat(together.get("finer_played").asLong())
                .isGreaterThan(alone.get("finer_played").asLong());
    }

    @Test
    void aLengthThatDoesNotFitOrIsNotThereIsRefused() {
        assertThat(run("backtest", "--symbol", "BTC/USDT", "--timeframe", "1h", "--finer", "5m"))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("no candles of BTC/USDT 5m of imported are stored")
                .contains("./cab data download");
        assertThat(run("backtest", "--symbol", "BTC/USDT", "--timeframe", "1h", "--finer", "1h"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("candles of 1h cannot be looked into with candles of 1h");
    }

    private JsonNode backtest(String... options) throws IOException {
        List<String> words =
                new ArrayList<>(List.of("backtest", "--symbol", "BTC/USDT", "--timeframe", "1h", "--json"));
        words.addAll(Arrays.asList(options));
        succeed(words.toArray(String[]::new));
        return new ObjectMapper().readTree(out.toString());
    }

    private void succeed(String... words) {
        assertThat(run(words)).as(err.toString()).isZero();
    }

    private int run(String... words) {
        out = new StringWriter();
        err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err));
        Map<String, String> environment =
                Map.of("DATA_DIR", folder.resolve("data").toString(), "STRATEGIES_DIR", "", "MTF_ENABLED", "0");
        return new CabCommand("1", Main.commands(terminal, environment), terminal).execute(words);
    }

    /** Quarters of hours as open, high, low, close, volume: swings that are wide enough for stops. */
    private static List<double[]> walk(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> quarters = new ArrayList<>();
        double last = 20_000;
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            double close = cents(last * (1 + random.nextDouble(-0.01, 0.01)));
            double high = cents(Math.max(last, close) * (1 + random.nextDouble(0.006)));
            double low = cents(Math.min(last, close) * (1 - random.nextDouble(0.006)));
            quarters.add(new double[] {last, high, low, close, 50 + random.nextInt(100)});
            last = close;
        }
        return quarters;
    }

    private static List<double[]> hours(List<double[]> quarters) {
        List<double[]> hours = new ArrayList<>();
        for (int from = 0; from < quarters.size(); from += 4) {
            List<double[]> parts = quarters.subList(from, from + 4);
            hours.add(new double[] {
                parts.getFirst()[0],
                parts.stream().mapToDouble(part -> part[1]).max().orElseThrow(),
                parts.stream().mapToDouble(part -> part[2]).min().orElseThrow(),
                parts.getLast()[3],
                parts.stream().mapToDouble(part -> part[4]).sum()
            });
        }
        return hours;
    }

    private static double cents(double price) {
        return Math.round(price * 100) / 100.0;
    }

    private Path csv(String name, long lengthMs, List<double[]> candles) throws IOException {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int index = 0; index < candles.size(); index++) {
            double[] each = candles.get(index);
            csv.append(String.format(
                    Locale.ROOT,
                    "%d,%.2f,%.2f,%.2f,%.2f,%.0f%n",
                    1_700_006_400_000L + index * lengthMs,
                    each[0],
                    each[1],
                    each[2],
                    each[3],
                    each[4]));
        }
        return Files.writeString(folder.resolve(name), csv);
    }
}
