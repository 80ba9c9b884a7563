package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.application.backtest.BacktestResult;
import cab.cli.BacktestProgram;
import cab.cli.PortfolioProgram;
import cab.cli.Refusal;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class PortfolioRunnerTest {

    private static final Symbol BTC = Symbol.of("BTC/USDT");
    private static final Symbol ETH = Symbol.of("ETH/USDT");
    private static final long START_MS = 1_704_067_200_000L;

    @TempDir
    private Path directory;

    private final SettingsReader reader = new SettingsReader(Map.of("STRATEGIES_DIR", ""));

    private BacktestProgram.Request request(Symbol symbol, Path file) {
        return new BacktestProgram.Request(
                Optional.empty(),
                file,
                symbol,
                Timeframe.M15,
                List.of("ema_cross"),
                Map.of("PAPER_CASH", "10000", "SIM_FEE_PCT", "0.1", "MTF_ENABLED", "0"));
    }

    private Path file(String name, long seed, int from, int count, int without) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> lines = new ArrayList<>(List.of("timestamp_ms,open,high,low,close,volume"));
        double close = 2_000;
        for (int index = 0; index < count; index++) {
            double open = close;
            close = open * (1 + (random.nextDouble() - 0.5) * 0.01);
            if (index == without) {
                continue;
            }
            lines.add(String.format(
                    Locale.ROOT,
                    "%d,%.4f,%.4f,%.4f,%.4f,1000",
                    START_MS + (from + index) * 900_000L,
                    open,
                    Math.max(open, close) + 1,
                    Math.min(open, close) - 1,
                    close));
        }
        return Files.write(directory.resolve(name), lines);
    }

    private PortfolioProgram.Outcome run(Path btc, Path eth) {
        return new PortfolioRunner(reader, "test").run(List.of(request(BTC, btc), request(ETH, eth)));
    }

    @Test
    void filesOfDifferentSpansAreTestedTogether() throws IOException {
        Path btc = file("btc.csv", 1, 0, 2_000, -1);
        Path eth = file("eth.csv", 2, 1_000, 3_000, 500);

        PortfolioProgram.Outcome outcome = run(btc, eth);

        assertThat(outcome.result().bySymbol())
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.trades()).isPositive());
        assertThat(outcome.notes()).singleElement().asString().startsWith("eth.csv: 1 candles are missing in 1 gaps");
        assertThat(outcome.candlesPerSecond()).isPositive();
        BacktestResult alone = new BacktestRunner(reader).run(request(BTC, btc)).result();
        assertThat(outcome.result().bySymbol().getFirst().orders()).isEqualTo(alone.orders());
    }

    @Test
    void oneWithoutCandlesIsNamed() throws IOException {
        Path btc = file("btc.csv", 1, 0, 100, -1);
        Path empty = Files.writeString(directory.resolve("eth.csv"), "timestamp_ms,open,high,low,close,volume\n");

        assertThatThrownBy(() -> run(btc, empty))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.lines())
                                .singleElement()
                                .asString()
                                .startsWith("cab: ETH/USDT: ")
                                .contains("eth.csv:1: "));
        assertThatThrownBy(() -> run(empty, directory.resolve("absent.csv")))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.lines())
                                .as("all that is wrong, each with its symbol")
                                .hasSize(2)
                                .first()
                                .asString()
                                .startsWith("cab: BTC/USDT: "));
    }

    @Test
    void spansThatOnlyTouchShareNoTime() throws IOException {
        Path btc = file("btc.csv", 1, 0, 100, -1);
        Path touching = file("touching.csv", 2, 100, 100, -1);
        Path overlapping = file("overlapping.csv", 2, 99, 100, -1);

        assertThatThrownBy(() -> run(btc, touching))
                .isInstanceOf(Refusal.class)
                .hasMessage("cab: the candles of BTC/USDT (2024-01-01T00:00:00Z to 2024-01-02T01:00:00Z) share no time"
                        + " with those of any other symbol: nothing is to be shared then; test it alone");
        assertThat(run(btc, overlapping).result().played()).isEqualTo(200);
    }

    @Test
    void strangeSeriesAmongOthersGiveAResultThatNamesThem() throws IOException {
        Path btc = file("btc.csv", 1, 0, 2_000, -1);
        List<BacktestProgram.Request> requests = new ArrayList<>(List.of(request(BTC, btc)));
        requests.add(request(Symbol.of("ONE/USDT"), file("one.csv", 2, 0, 1, -1)));
        requests.add(request(Symbol.of("TINY/USDT"), scaled("tiny.csv", btc, 1e-15, 1e18)));
        requests.add(request(Symbol.of("HUGE/USDT"), scaled("huge.csv", btc, 5e5, 1)));
        requests.add(request(Symbol.of("NOVOLUME/USDT"), scaled("novolume.csv", btc, 1, 0)));

        PortfolioProgram.Outcome outcome = new PortfolioRunner(reader, "test").run(requests);

        assertThat(outcome.result().bySymbol()).hasSize(5);
        assertThat(outcome.result().bySymbol().getFirst().trades()).isPositive();
        assertThat(outcome.report().cautions())
                .filteredOn(caution -> caution.code().equals("never_traded"))
                .singleElement()
                .satisfies(caution -> assertThat(caution.text())
                        .contains("ONE/USDT (no entry was wanted)", "NOVOLUME/USDT (")
                        .doesNotContain("BTC/USDT", "HUGE/USDT"));
    }

    /** The file with other prices and volumes. */
    private Path scaled(String name, Path source, double price, double volume) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(source)) {
            String[] cells = line.split(",", -1);
            lines.add(
                    lines.isEmpty()
                            ? line
                            : String.format(
                                    Locale.ROOT,
                                    "%s,%.22f,%.22f,%.22f,%.22f,%.4f",
                                    cells[0],
                                    Double.parseDouble(cells[1]) * price,
                                    Double.parseDouble(cells[2]) * price,
                                    Double.parseDouble(cells[3]) * price,
                                    Double.parseDouble(cells[4]) * price,
                                    Double.parseDouble(cells[5]) * volume));
        }
        return Files.write(directory.resolve(name), lines);
    }
}
