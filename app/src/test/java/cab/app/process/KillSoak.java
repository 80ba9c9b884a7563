package cab.app.process;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kills the real program on paper again and again, as {@code kill -9} does, and starts it again. After each restart
 * that was let live, once nothing is at work any more, its book is compared with the account of the simulated exchange.
 *
 * <p>The market is fast and thin, so that orders take long: about every second kill meets an order at work. Some kills
 * come while the program starts, some while it recovers from the kill before. Owned by one thread.
 *
 * <p>Also a program of its own, which {@code scripts/kill-soak.sh} starts.
 */
final class KillSoak {

    private static final String BOOK = "data/trader-gateio-paper.sqlite3";
    private static final String EXCHANGE = "data/paper-exchange-trader-gateio-paper.sqlite3";
    private static final Pattern PHASE = Pattern.compile("\"phase\":\"(\\w+)\"");
    private static final Pattern QUANTITY = Pattern.compile("\"quantity\":\"([0-9.]+)\"");
    private static final Set<String> QUIET = Set.of("WATCHING", "HOLDING");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ASKED_EVERY_MS = 100;

    /** Of a hundred kills, so many come while the program starts, and so many while it recovers from another. */
    private static final int AT_START = 20;

    private static final int IN_RECOVERY = 15;

    /** Of a hundred kills of a trading program, so many come when something has just been written. */
    private static final int AT_A_WRITE = 75;

    private static final int WRITES_WITHIN_MS = 2_000;

    /** What an order takes to the exchange: 60 s of a market that is played 9000 times as fast. */
    private static final int WAY_MS = 7;

    private final Path folder;
    private final PrintStream out;
    private final SplittableRandom random;
    private final Tally tally = new Tally();

    private KillSoak(Path folder, long seed, PrintStream out) {
        this.folder = folder;
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
        String money = "";
        List<String> differences = List.of();
    }

    /** Kills {@code kills} times in {@code folder}, or until the books differ. */
    static Tally run(Path folder, int kills, long seed, PrintStream out) throws Exception {
        KillSoak soak = new KillSoak(folder, seed, out);
        while (soak.tally.kills < kills && soak.tally.differences.isEmpty()) {
            soak.killATradingProgram();
            while (soak.tally.kills < kills && soak.random.nextInt(100) < IN_RECOVERY) {
                soak.killARecoveringProgram();
            }
            soak.recoverAndCompare();
        }
        return soak.tally;
    }

    /** Starts the program in {@code folder} and, once nothing is at work, stops it and compares; what differs. */
    static List<String> differencesAfterRestart(Path folder) throws Exception {
        KillSoak soak = new KillSoak(folder, 0, System.out);
        soak.recoverAndCompare();
        return soak.tally.differences;
    }

    /** What makes the program trade several times a second. */
    static Map<String, String> busyTrading() {
        return settings("9000", "250", "5");
    }

    private void killATradingProgram() throws Exception {
        try (CabProcess trading = CabProcess.start(folder, settings("9000", "60000", "0.03"))) {
            if (random.nextInt(100) < AT_START) {
                tally.killsAtStart++;
                kill(trading, random.nextLong(900));
            } else {
                String _ = trading.awaitLine("the start", line -> line.contains("started, running"));
                boolean _ = trading.endsWithin(random.nextLong(800));
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
            kill(recovering, 400 + random.nextLong(600));
        }
    }

    private void kill(CabProcess process, long afterMs) throws Exception {
        boolean ended = process.endsWithin(afterMs);
        if (ended) {
            throw new AssertionError("the program ended by itself; said was:\n" + process.rest());
        }
        process.kill();
        tally.kills++;
        Optional<BookComparison> found = BookWrites.copied(
                folder,
                List.of(BOOK, EXCHANGE),
                book -> BookComparison.of(
                        book, book.resolveSibling(Path.of(EXCHANGE).getFileName())));
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
        String held;
        try (CabProcess recovering = CabProcess.start(folder, recovering())) {
            String url = recovering.url();
            String _ = recovering.awaitLine("the start", line -> line.contains("started, running"));
            held = awaitQuiet(recovering, url + "/orchestrator/status?symbol=BTC/USDT");
            int _ = recovering.terminate();
        }
        BookComparison found = BookComparison.of(folder.resolve(BOOK), folder.resolve(EXCHANGE));
        tally.comparisons++;
        tally.orders = found.orders();
        tally.fills = found.fills();
        tally.money = found.money();
        tally.differences = found.differences();
        if (!found.money().startsWith("position " + held + " ")) {
            tally.differences =
                    List.of("the program says that it holds " + held + "; by the exchange: " + found.money());
        }
        out.printf(
                Locale.ROOT,
                "          restarted: %d orders, %d fills; %s%n",
                found.orders(),
                found.fills(),
                found.money());
    }

    /** What it says that it holds, once it neither buys nor sells; a stop may rest at the exchange. */
    private static String awaitQuiet(CabProcess process, String url) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String status = CabProcess.get(url);
        while (!QUIET.contains(found(PHASE, status))) {
            if (System.nanoTime() > deadline || process.endsWithin(ASKED_EVERY_MS)) {
                throw new AssertionError("its orders did not come to an end: " + status);
            }
            status = CabProcess.get(url);
        }
        return found(QUANTITY, status);
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("not a status: " + text);
        }
        return matcher.group(1);
    }

    /** A candle takes a third of a second, and the averages are so long that hardly any crosses. */
    private static Map<String, String> recovering() {
        Map<String, String> settings = settings("900", "250", "5");
        settings.put("STRATEGY_EMA_CROSS_FAST", "50");
        settings.put("STRATEGY_EMA_CROSS_SLOW", "200");
        return settings;
    }

    private static Map<String, String> settings(String speed, String latencyMs, String participationPct) {
        Map<String, String> environment = new HashMap<>();
        environment.put("API_PORT", "0");
        environment.put("TRADING_TIMEFRAME", "5m");
        environment.put("SIM_SPEED", speed);
        environment.put("SIM_LATENCY_MS", latencyMs);
        environment.put("SIM_PARTICIPATION_PCT", participationPct);
        environment.put("SETTLEMENT_INTERVAL_SEC", "1");
        environment.put("SETTLEMENT_MAX_WAIT_SEC", "1");
        environment.put("RECONCILE_INTERVAL_SEC", "1");
        environment.put("MTF_ENABLED", "0");
        environment.put("STRATEGY_EMA_CROSS_FAST", "2");
        environment.put("STRATEGY_EMA_CROSS_SLOW", "4");
        environment.put("RISK_COOLDOWN_SEC", "0");
        environment.put("RISK_DAILY_LOSS_LIMIT_QUOTE", "0");
        return environment;
    }

    /** {@code KillSoak FOLDER KILLS SEED}; exit code 1 when the books differ. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        long seed = Long.parseLong(arguments[2]);
        long startedAt = System.nanoTime();
        Tally tally = run(folder, Integer.parseInt(arguments[1]), seed, System.out);
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
        out.printf(Locale.ROOT, format, "fills, each once in the book", tally.fills);
        out.printf(Locale.ROOT, format, "book and exchange", tally.money);
        out.printf(Locale.ROOT, format, "differences", tally.differences.size());
        tally.differences.forEach(difference -> out.println("  " + difference));
    }
}
