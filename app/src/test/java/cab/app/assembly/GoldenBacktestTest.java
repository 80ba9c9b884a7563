package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cab.application.backtest.BacktestResult;
import cab.cli.BacktestProgram;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Backtests over real candles whose decisions are kept: {@code golden-backtests.csv} holds one a line. Who changes a
 * decision on purpose writes the file anew ({@code -Dcab.regenerate=true}) and gives the reason in the changelog. A new
 * case is a new line; what stands in its last three cells is written by the same switch.
 */
class GoldenBacktestTest {

    private static final String RESOURCE = "golden-backtests.csv";
    private static final String HEADER = "file;timeframe;settings;orders;trades;decision_hash";

    @Test
    void everyDecisionIsTheOneThatWasKept() throws IOException {
        List<Case> kept = cases();
        List<Case> found = new ArrayList<>();
        for (Case one : kept) {
            found.add(one.run());
        }
        if (Boolean.getBoolean("cab.regenerate")) {
            List<String> lines = new ArrayList<>(List.of(HEADER));
            found.forEach(one -> lines.add(one.line()));
            Path _ = Files.write(Path.of("src/test/resources/cab/app/assembly", RESOURCE), lines);
        }

        assertThat(kept).hasSizeGreaterThanOrEqualTo(20);
        assertThat(found)
                .as("decisions over real candles; when they were meant to change: -Dcab.regenerate=true, and the reason"
                        + " in the changelog")
                .isEqualTo(kept);
    }

    @Test
    void everyStrategyAndEveryModeIsKeptWithAndWithoutTheTrendFilter() throws IOException {
        List<String> settings = cases().stream().map(Case::settings).toList();

        for (String filter : List.of("MTF_ENABLED=0", "MTF_ENABLED=1")) {
            for (var strategy : new SettingsReader(Map.of("STRATEGIES_DIR", ""))
                    .read(Optional.empty())
                    .strategies()
                    .all()) {
                assertThat(settings).as("add a line for it").contains(filter + " STRATEGY_SET=" + strategy.name());
            }
            for (String mode : List.of("first", "vote", "weighted")) {
                assertThat(settings)
                        .as("add a line for it")
                        .anyMatch(one -> one.startsWith(filter) && one.contains("STRATEGY_MODE=" + mode));
            }
        }
    }

    private static List<Case> cases() throws IOException {
        try (InputStream resource = GoldenBacktestTest.class.getResourceAsStream(RESOURCE)) {
            assertThat(resource).as(RESOURCE).isNotNull();
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text.lines().findFirst()).contains(HEADER);
            return text.lines().skip(1).map(Case::of).toList();
        }
    }

    private static Path marketFile(String name) {
        String configured = System.getenv("CAB_MARKET_DATA");
        Stream<Path> directories = configured != null
                ? Stream.of(Path.of(configured))
                : Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                        .map(folder -> folder.resolve("shared").resolve("data"));
        Optional<Path> found = directories
                .map(folder -> folder.resolve(name))
                .filter(Files::isReadable)
                .findFirst();
        assumeTrue(found.isPresent(), () -> "no market data: " + name + " was found nowhere, see CAB_MARKET_DATA");
        return found.orElseThrow();
    }

    /** One line: what is run, and what comes of it. */
    private record Case(String file, String timeframe, String settings, String orders, String trades, String hash) {

        static Case of(String line) {
            String[] cells = line.split(";", -1);
            assertThat(cells).as(line).hasSize(6);
            return new Case(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
        }

        String line() {
            return String.join(";", file, timeframe, settings, orders, trades, hash);
        }

        Case run() {
            Map<String, String> values = new TreeMap<>();
            values.put("STRATEGIES_DIR", "");
            for (String setting : settings.split(" ", -1)) {
                int equals = setting.indexOf('=');
                values.put(setting.substring(0, equals), setting.substring(equals + 1));
            }
            BacktestResult result = new BacktestRunner(new SettingsReader(values))
                    .prepare(new BacktestProgram.Request(
                            Optional.empty(),
                            marketFile(file),
                            Symbol.of("BTC/USDT"),
                            Timeframe.of(timeframe).orElseThrow(),
                            List.of(),
                            Map.of()))
                    .run()
                    .result();
            return new Case(
                    file,
                    timeframe,
                    settings,
                    String.valueOf(result.orders().size()),
                    String.valueOf(result.trades()),
                    result.decisionHash());
        }
    }
}
