package cab.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import cab.app.assembly.BacktestRunner;
import cab.app.assembly.SettingsReader;
import cab.application.backtest.BacktestResult;
import cab.cli.BacktestProgram;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same candles in a backtest, in process and through sockets, live and on paper: the same decision on every candle,
 * and the same orders under the same names.
 */
final class SocketParityProcessTest {

    private static final Pattern DECISION =
            Pattern.compile("decide (\\S+) on the candle closed ([^: ]+:[^: ]+:?[^: ]*Z)");
    private static final Pattern ORDER = Pattern.compile("place OrderIntent\\[clientOrderId=([^,\\]]+)");

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final int CANDLES = 120;

    /** Nothing happens before: whoever starts later, as the exchange does at a quarter, is where the others are. */
    private static final int QUIET_CANDLES = 36;

    /** Up for half of it, and down for the other. */
    private static final int WAVE_CANDLES = 6;

    private static final int SALES = 2;

    /** From the first purchase to the second sale. */
    private static final int COMPARED_MIN = WAVE_CANDLES + WAVE_CANDLES / 2;

    /** Slow enough that a busy machine is never late by a candle. */
    private static final String SPEED = "20";

    private static final String SPEED_IN_PROCESS = "120";

    private final Path folder;

    SocketParityProcessTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theSameCandlesLeadToTheSameDecisionsAndOrders() throws Exception {
        Path file = candles();
        Recording inProcess = inProcess(file);
        compareWithBacktest(inProcess, file);
        Recording live;
        Recording paper;
        try (CabProcess exchange = CabProcess.start(
                folder,
                Map.of(),
                "exchange",
                "--port",
                "0",
                "--data",
                file.toString(),
                "--timeframe",
                "1m",
                "--speed",
                SPEED,
                "--keep-times",
                "--symbols",
                "BTC/USDT",
                "--no-rate-limits")) {
            String line = exchange.awaitLine("the address", said -> said.startsWith("exchange: "));
            String address = line.substring("exchange: ".length(), line.indexOf("/api/v4"));
            try (CabProcess overSockets = start("live", socket(address, Map.of("MODE", "live")));
                    CabProcess atLivePrices = start("paper", socket(address, Map.of()))) {
                for (CabProcess bot : List.of(overSockets, atLivePrices)) {
                    for (int sale = 0; sale < SALES; sale++) {
                        String _ = bot.awaitLine("a sale", said -> said.contains(" sold "));
                    }
                }
                int _ = overSockets.terminate();
                int _ = atLivePrices.terminate();
            }
            live = Recording.read(folder.resolve("live/run.jsonl"));
            paper = Recording.read(folder.resolve("paper/run.jsonl"));
        }

        compare("live over sockets", inProcess, live);
        compare("paper at live prices", inProcess, paper);
    }

    /** The backtest buys and sells behind the same candles, and behind no others. */
    private static void compareWithBacktest(Recording inProcess, Path file) {
        Map<String, String> settings = common();
        // These are for a program that runs.
        settings.keySet().removeAll(Set.of("API_PORT", "RECORD_FILE"));
        settings.put("SIM_FEE_PCT", "0.2");
        BacktestResult result = new BacktestRunner(new SettingsReader(Map.of()))
                .run(new BacktestProgram.Request(
                        Optional.empty(), file, Symbol.of("BTC/USDT"), Timeframe.M1, List.of(), settings))
                .result();
        String last = inProcess.decisions.lastKey();
        List<String> expected = result.orders().stream()
                .map(order -> order.at() + " " + order.side())
                .filter(order -> order.compareTo(last) <= 0)
                .toList();
        List<String> found = inProcess.decisions.entrySet().stream()
                .filter(decision -> decision.getValue().endsWith("_ORDERED"))
                .map(decision -> decision.getKey() + " " + decision.getValue().replace("_ORDERED", ""))
                .toList();
        assertThat(found).as("orders on paper").hasSizeGreaterThanOrEqualTo(4 * SALES);
        assertThat(found.subList(0, expected.size())).as("paper and backtest").isEqualTo(expected);
        assertThat(found.size() - expected.size()).as("on the last candle").isBetween(0, 1);
    }

    private static void compare(String what, Recording inProcess, Recording other) {
        // Whoever started in the middle of a wave begins with its next purchase.
        String begun = other.decisions.entrySet().stream()
                .filter(decision -> decision.getValue().equals("BUY_ORDERED"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        other.decisions.tailMap(begun).forEach((closedAt, verdict) -> {
            if (inProcess.decisions.containsKey(closedAt)) {
                expected.add(closedAt + " " + inProcess.decisions.get(closedAt));
                found.add(closedAt + " " + verdict);
            }
        });
        assertThat(found).as(what + ": candles that both decided on").hasSizeGreaterThanOrEqualTo(COMPARED_MIN);
        assertThat(firstDifference(expected, found)).as(what).isEmpty();
        assertThat(other.orders).as(what).hasSizeGreaterThanOrEqualTo(2 * SALES);
        assertThat(inProcess.orders).as(what).contains(other.orders.getFirst());
        int first = inProcess.orders.indexOf(other.orders.getFirst());
        assertThat(firstDifference(inProcess.orders.subList(first, inProcess.orders.size()), other.orders))
                .as(what)
                .isEmpty();
    }

    /** Names the first event that differs. */
    private static Optional<String> firstDifference(List<String> expected, List<String> found) {
        for (int index = 0; index < found.size(); index++) {
            if (!found.get(index).equals(expected.get(index))) {
                return Optional.of("event " + (index + 1) + ": in process " + expected.get(index) + ", over sockets "
                        + found.get(index));
            }
        }
        return Optional.empty();
    }

    private Recording inProcess(Path file) throws Exception {
        Map<String, String> settings = common();
        settings.put("PRICE_FEED", "replay");
        settings.put("REPLAY_FILE", file.toString());
        settings.put("SIM_SPEED", SPEED_IN_PROCESS);
        settings.put("SIM_FEE_PCT", "0.2");
        try (CabProcess bot = start("replay", settings)) {
            for (int sale = 0; sale < 4 * SALES; sale++) {
                String _ = bot.awaitLine("a sale", said -> said.contains(" sold "));
            }
            int _ = bot.terminate();
        }
        return Recording.read(folder.resolve("replay/run.jsonl"));
    }

    private static Map<String, String> socket(String address, Map<String, String> more) {
        Map<String, String> settings = common();
        settings.put("PRICE_FEED", "live");
        settings.put("EXCHANGE", "gateio");
        settings.put("EXCHANGE_URL", address);
        settings.put("EXCHANGE_SPEED", SPEED);
        settings.put("API_KEY", "local-key");
        settings.put("API_SECRET", "local-secret");
        settings.put("BROKER_RATE_RPS", "500");
        settings.put("BROKER_RATE_BURST", "500");
        settings.putAll(more);
        return settings;
    }

    private static Map<String, String> common() {
        Map<String, String> settings = new HashMap<>();
        settings.put("API_PORT", "0");
        settings.put("RECORD_FILE", "run.jsonl");
        settings.put("TRADING_TIMEFRAME", "1m");
        settings.put("STRATEGY_EMA_CROSS_FAST", "2");
        settings.put("STRATEGY_EMA_CROSS_SLOW", "4");
        settings.put("STOP_PLACEMENT", "local");
        settings.put("MTF_ENABLED", "0");
        settings.put("RISK_COOLDOWN_SEC", "0");
        settings.put("RISK_MAX_ORDERS_5M", "0");
        return settings;
    }

    private CabProcess start(String name, Map<String, String> settings) throws IOException {
        return CabProcess.start(Files.createDirectories(folder.resolve(name)), settings);
    }

    /** A quiet time, and then up and down by one per cent, far from every stop. */
    private Path candles() throws IOException {
        StringBuilder rows = new StringBuilder("timestamp_ms,open,high,low,close,volume\n");
        double close = 100;
        for (int index = 0; index < CANDLES; index++) {
            double open = close;
            int step = (index - QUIET_CANDLES) % WAVE_CANDLES;
            close += index < QUIET_CANDLES ? 0 : step < WAVE_CANDLES / 2 ? 0.2 : -0.2;
            rows.append(String.format(
                    Locale.ROOT,
                    "%d,%.2f,%.2f,%.2f,%.2f,1000%n",
                    START.toEpochMilli() + index * 60_000L,
                    open,
                    Math.max(open, close),
                    Math.min(open, close),
                    close));
        }
        return Files.writeString(folder.resolve("candles.csv"), rows);
    }

    /**
     * What a bot decided and ordered.
     *
     * @param decisions verdicts by the close of their candles
     * @param orders the names of all orders, in order
     */
    private record Recording(SortedMap<String, String> decisions, List<String> orders) {

        private static Recording read(Path file) throws IOException {
            ObjectMapper json = new ObjectMapper();
            SortedMap<String, String> decisions = new TreeMap<>();
            List<String> orders = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                if (!line.endsWith("}")) {
                    continue;
                }
                for (JsonNode text : json.readTree(line).path("out")) {
                    Matcher decision = DECISION.matcher(text.asText());
                    if (decision.find()) {
                        decisions.put(decision.group(2), decision.group(1));
                    }
                    Matcher order = ORDER.matcher(text.asText());
                    if (order.find()) {
                        orders.add(order.group(1));
                    }
                }
            }
            return new Recording(decisions, orders);
        }
    }
}
