package cab.app.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Trades live, over sockets, on a local exchange on whose way everything goes wrong that can, kills the program again
 * and again, as {@code kill -9} does, and starts it again. After each restart that was let live its book must come to
 * agree with the exchange's truth while the faults go on; at the end they are healed, the program comes to rest, and
 * both are compared once more.
 *
 * <p>The exchange draws its faults from the seed, but how requests fall together is the machine's affair: a seed gives
 * the same moments and the same chances, not the same course. Owned by one thread.
 *
 * <p>Also a program of its own, which {@code scripts/kill-soak.sh --live} starts.
 */
final class LiveKillSoak {

    /** What goes wrong, and how often. */
    static final String FAULTS = "request-lost=0.02,answer-lost=0.03,late-arrival=0.03,502=0.02,stall=0.01,ban=0.001,"
            + "answer-garbled=0.01,lag=0.05,ws-drop=0.02,ws-duplicate=0.05,ws-reorder=0.03,ws-stall=0.0005,"
            + "ws-disconnect=0.002";

    /** The market is played so many times as fast: a candle takes a second and a half. */
    private static final String SPEED = "40";

    private static final String BOOK = "data/trader-gateio-live.sqlite3";
    private static final Set<String> QUIET = Set.of("WATCHING", "HOLDING");

    /** Longer than it takes until an order without an answer has provably come to nothing. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int ASKED_EVERY_MS = 200;

    /** Of a hundred kills, so many come while the program starts, and so many while it recovers from another. */
    private static final int AT_START = 15;

    private static final int IN_RECOVERY = 25;

    /** Of a hundred kills of a trading program, so many come when something has just been written. */
    private static final int AT_A_WRITE = 80;

    private static final int WRITES_WITHIN_MS = 40_000;

    /** About what an order takes there and back. */
    private static final int WAY_MS = 12;

    private final Path folder;
    private final String address;
    private final PrintStream out;
    private final SplittableRandom random;
    private final Tally tally = new Tally();
    private final ObjectMapper json = new ObjectMapper();

    private LiveKillSoak(Path folder, String address, long seed, PrintStream out) {
        this.folder = folder;
        this.address = address;
        this.random = new SplittableRandom(seed);
        this.out = out;
    }

    /** What happened, and what was found. Owned by one thread. */
    static final class Tally {

        int kills;
        int killsAtStart;
        int killsInRecovery;
        int killsAtWork;
        int killsApart;
        int comparisons;
        int orders;
        int fills;
        int stops;
        String money = "";
        Map<String, Long> faults = Map.of();
        List<String> differences = List.of();
    }

    /** Kills {@code kills} times in {@code folder}, or until book and truth stay apart. */
    static Tally run(Path folder, int kills, long seed, String faults, PrintStream out) throws Exception {
        try (CabProcess exchange = exchange(folder, seed, faults)) {
            String line = exchange.awaitLine("the address", said -> said.startsWith("exchange: "));
            String address = line.substring("exchange: ".length(), line.indexOf("/api/v4"));
            LiveKillSoak soak = new LiveKillSoak(folder, address, seed, out);
            while (soak.tally.kills < kills && soak.tally.differences.isEmpty()) {
                soak.killATradingProgram();
                while (soak.tally.kills < kills && soak.random.nextInt(100) < IN_RECOVERY) {
                    soak.killARecoveringProgram();
                }
                soak.recoverAndCompare();
            }
            if (soak.tally.differences.isEmpty()) {
                soak.heal();
                soak.recoverAndCompare();
            }
            return soak.tally;
        }
    }

    private static CabProcess exchange(Path folder, long seed, String faults) throws IOException {
        return CabProcess.start(
                folder,
                Map.of(),
                "exchange",
                "--port",
                "0",
                "--speed",
                SPEED,
                "--seed",
                Long.toString(seed),
                "--symbols",
                "BTC/USDT",
                "--faults",
                faults,
                // Its limits count real seconds, and the market's are shorter.
                "--no-rate-limits");
    }

    private void killATradingProgram() throws Exception {
        try (CabProcess trading = CabProcess.start(folder, settings("2", "3"))) {
            if (random.nextInt(100) < AT_START) {
                tally.killsAtStart++;
                kill(trading, random.nextLong(2_500));
            } else {
                String _ = trading.awaitLine("the start", line -> line.contains("started, running"));
                boolean _ = trading.endsWithin(random.nextLong(4_000));
                if (random.nextInt(100) < AT_A_WRITE) {
                    BookWrites.await(trading, folder.resolve(BOOK), 1 + random.nextInt(6), WRITES_WITHIN_MS);
                }
                kill(trading, random.nextLong(WAY_MS * 2));
            }
        }
    }

    private void killARecoveringProgram() throws Exception {
        try (CabProcess recovering = CabProcess.start(folder, recovering())) {
            tally.killsInRecovery++;
            kill(recovering, 800 + random.nextLong(3_000));
        }
    }

    private void kill(CabProcess process, long afterMs) throws Exception {
        if (process.endsWithin(afterMs)) {
            throw new AssertionError("the program ended by itself; said was:\n" + process.rest());
        }
        process.kill();
        tally.kills++;
        Optional<BookComparison> found = BookWrites.copied(folder, List.of(BOOK), this::compared);
        if (found.isEmpty()) {
            out.printf(Locale.ROOT, "kill %3d  before the book was there%n", tally.kills);
            return;
        }
        BookComparison left = found.get();
        tally.killsAtWork += left.working() > 0 ? 1 : 0;
        tally.killsApart += left.differences().isEmpty() ? 0 : 1;
        out.printf(
                Locale.ROOT,
                "kill %3d  orders at work %d, differences between book and exchange %d%n",
                tally.kills,
                left.working(),
                left.differences().size());
    }

    private void recoverAndCompare() throws Exception {
        try (CabProcess recovering = CabProcess.start(folder, recovering())) {
            String url = recovering.url();
            String _ = recovering.awaitLine("the start", line -> line.contains("started, running"));
            BookComparison found = awaitAgreement(recovering, url + "/orchestrator/status?symbol=BTC/USDT");
            tally.comparisons++;
            tally.orders = found.orders();
            tally.fills = found.fills();
            tally.money = found.money();
            tally.differences = found.differences();
            out.printf(
                    Locale.ROOT,
                    "          restarted: %d orders, %d fills; %s%n",
                    found.orders(),
                    found.fills(),
                    found.money());
            if (found.differences().isEmpty()) {
                int _ = recovering.terminate();
            } else {
                recovering.kill();
                out.println(recovering.rest());
            }
        }
    }

    /** Once it neither buys nor sells, says what it has, and has what the exchange says; else how they differ. */
    private BookComparison awaitAgreement(CabProcess process, String url) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode before = json.readTree(CabProcess.get(url));
            BookComparison found = compared(folder.resolve(BOOK));
            JsonNode after = json.readTree(CabProcess.get(url));
            boolean isQuiet = QUIET.contains(before.path("phase").asText())
                    && QUIET.contains(after.path("phase").asText());
            String held = after.path("position").path("quantity").asText("0");
            boolean agrees = found.differences().isEmpty() && found.money().startsWith("position " + held + " ");
            if (isQuiet && agrees && found.working() == 0) {
                return found;
            }
            if (System.nanoTime() > deadline) {
                return found.withDifference("by its status it is " + after);
            }
            if (process.endsWithin(ASKED_EVERY_MS)) {
                throw new AssertionError("the program ended by itself; said was:\n" + process.rest());
            }
        }
    }

    private BookComparison compared(Path book) throws Exception {
        JsonNode truth = json.readTree(CabProcess.get(address + "/truth/main"));
        Map<String, Long> faults = new TreeMap<>();
        truth.get("faults").forEachEntry((fault, count) -> faults.put(fault, count.asLong()));
        tally.faults = faults;
        tally.stops = truth.get("price_orders").size();
        return BookComparison.of(book, ExchangeAccount.ofTruth(truth, book));
    }

    private void heal() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> healed = client.send(
                    HttpRequest.newBuilder(URI.create(address + "/faults"))
                            .PUT(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (healed.statusCode() != 200) {
                throw new AssertionError("the faults were not healed: " + healed.body());
            }
        }
        out.println("          the faults are healed");
    }

    /** The averages are so long that hardly any crosses. */
    private Map<String, String> recovering() {
        return settings("50", "200");
    }

    private Map<String, String> settings(String fast, String slow) {
        Map<String, String> settings = new HashMap<>();
        settings.put("MODE", "live");
        settings.put("EXCHANGE", "gateio");
        settings.put("EXCHANGE_URL", address);
        settings.put("EXCHANGE_SPEED", SPEED);
        settings.put("PRICE_FEED", "live");
        settings.put("API_KEY", "local-key");
        settings.put("API_SECRET", "local-secret");
        settings.put("API_PORT", "0");
        settings.put("BROKER_RATE_RPS", "500");
        settings.put("BROKER_RATE_BURST", "500");
        settings.put("TRADING_TIMEFRAME", "1m");
        // More trades for the money.
        settings.put("MTF_ENABLED", "0");
        settings.put("SETTLEMENT_INTERVAL_SEC", "1");
        settings.put("SETTLEMENT_MAX_WAIT_SEC", "1");
        settings.put("RECONCILE_INTERVAL_SEC", "2");
        settings.put("STRATEGY_EMA_CROSS_FAST", fast);
        settings.put("STRATEGY_EMA_CROSS_SLOW", slow);
        settings.put("STOP_LOSS_PCT", "0.3");
        settings.put("TRAILING_ACTIVATION_PCT", "0.1");
        settings.put("TRAILING_STOP_PCT", "0.1");
        settings.put("STOP_REPLACE_STEP_PCT", "0.02");
        settings.put("RISK_COOLDOWN_SEC", "0");
        settings.put("RISK_DAILY_LOSS_LIMIT_QUOTE", "0");
        settings.put("RISK_MAX_DRAWDOWN_PCT", "0");
        settings.put("SAFETY_MAX_ORDERS_PER_DAY", "0");
        return settings;
    }

    /** {@code LiveKillSoak FOLDER KILLS SEED [--faults=SPEC]}; exit code 1 when book and truth differ. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        long seed = Long.parseLong(arguments[2]);
        String faults = arguments.length > 3 ? arguments[3].substring("--faults=".length()) : FAULTS;
        long startedAt = System.nanoTime();
        System.out.printf(Locale.ROOT, "seed %d, faults %s%n", seed, faults);
        Tally tally = run(folder, Integer.parseInt(arguments[1]), seed, faults, System.out);
        long seconds = Duration.ofNanos(System.nanoTime() - startedAt).toSeconds();
        print(tally, seed, seconds, System.out);
        System.exit(tally.differences.isEmpty() ? 0 : 1);
    }

    private static void print(Tally tally, long seed, long seconds, PrintStream out) {
        String format = "%-46s %s%n";
        out.println();
        out.printf(Locale.ROOT, format, "seed", seed);
        out.printf(Locale.ROOT, format, "kills", tally.kills + " in " + seconds + " s");
        out.printf(Locale.ROOT, format, "  while it was starting", tally.killsAtStart);
        out.printf(Locale.ROOT, format, "  while it recovered from the kill before", tally.killsInRecovery);
        out.printf(Locale.ROOT, format, "  with an order at work", tally.killsAtWork);
        out.printf(Locale.ROOT, format, "  that left book and exchange apart", tally.killsApart);
        out.printf(Locale.ROOT, format, "comparisons after a restart", tally.comparisons);
        out.printf(Locale.ROOT, format, "orders at the exchange, each once in the book", tally.orders);
        out.printf(Locale.ROOT, format, "  of which stops", tally.stops);
        out.printf(Locale.ROOT, format, "fills, each once in the book", tally.fills);
        out.printf(Locale.ROOT, format, "book and exchange", tally.money);
        tally.faults.forEach((fault, count) -> out.printf(Locale.ROOT, format, "fault " + fault, count));
        out.printf(Locale.ROOT, format, "differences", tally.differences.size());
        tally.differences.forEach(difference -> out.println("  " + difference));
    }
}
