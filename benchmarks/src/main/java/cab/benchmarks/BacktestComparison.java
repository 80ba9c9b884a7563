package cab.benchmarks;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import cab.infrastructure.marketdata.CandleFile;
import cab.infrastructure.marketdata.CandleFileOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The whole backtest of this program beside ta4j and a tight loop in doubles, over the same candles in one run. All of
 * them take turns, so that what disturbs the machine disturbs all; reading the file is not counted.
 *
 * <pre>{@code
 * java -cp … cab.benchmarks.BacktestComparison [FILE] [--timeframe=1m] [--candles=N] [--rounds=N] [--only=W1] [--threads=N] [NAME=VALUE …]
 * }</pre>
 *
 * <p>{@code FILE} holds candles; without it, or when it is not there, those of the embedded market are played.
 * {@code NAME=VALUE} is a setting of this program, such as {@code SIM_SPREAD_PCT=0.02}.
 */
public final class BacktestComparison {

    private static final int CANDLES = 1_000_000;
    private static final int SWEPT = 100_000;
    private static final int ROUNDS = 7;

    /** The first rounds are not counted: what is run often is compiled during them. */
    private static final int WARM_UP_ROUNDS = 3;

    private final Map<String, String> options = new TreeMap<>();
    private final Map<String, String> settings = new TreeMap<>();
    private final List<Path> files = new ArrayList<>();

    private BacktestComparison(String[] arguments) {
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                files.add(Path.of(argument));
            } else if (argument.startsWith("--")) {
                options.put(argument.substring(2, equals), argument.substring(equals + 1));
            } else {
                settings.put(argument.substring(0, equals), argument.substring(equals + 1));
            }
        }
    }

    /** Prints one table for each workload. */
    public static void main(String[] arguments) {
        new BacktestComparison(arguments).compare();
    }

    private void compare() {
        CandleSeries candles = candles();
        System.out.printf(
                Locale.ROOT, "%d candles of %s, Java %s%n", candles.size(), candles.timeframe(), Runtime.version());
        String only = options.getOrDefault("only", "");
        for (Workload workload : workloads(candles)) {
            if (only.isEmpty() || only.equals(workload.name())) {
                print(workload, measure(workload));
            }
        }
        if (only.isEmpty() || only.equals("W3")) {
            onAllCores(candles);
        }
    }

    /** The sweep again as a search runs it. It is warm by now; only the clock can say what several threads do. */
    private void onAllCores(CandleSeries candles) {
        SweepRuns sweep = new SweepRuns(candles.slice(0, Math.min(candles.size(), SWEPT)), settings);
        int threads = Integer.parseInt(options.getOrDefault(
                "threads", Integer.toString(Runtime.getRuntime().availableProcessors())));
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.max(best, sweep.perSecondOn(threads));
        }
        System.out.printf(
                Locale.ROOT,
                "%nW3 on %d threads, by the clock, the best of %d: %.0f combinations/s%n",
                threads,
                ROUNDS,
                best);
    }

    private CandleSeries candles() {
        int wanted = Integer.parseInt(options.getOrDefault("candles", Integer.toString(CANDLES)));
        Timeframe timeframe =
                Timeframe.of(options.getOrDefault("timeframe", "1m")).orElseThrow();
        if (files.isEmpty() || !Files.exists(files.getFirst())) {
            System.out.println(files.isEmpty() ? "no file: embedded market" : "no such file: embedded market");
            return BenchmarkCandles.series(timeframe, wanted);
        }
        return switch (new CandleFile(files.getFirst()).read(timeframe)) {
            case CandleFileOutcome.Read(CandleSeries read, var gaps) ->
                read.size() > wanted ? read.slice(0, wanted) : read;
            case CandleFileOutcome.Refused refused -> throw new IllegalArgumentException(refused.message());
        };
    }

    /** All workloads, in the order they are printed. */
    private List<Workload> workloads(CandleSeries candles) {
        PipelineRun averages = PipelineRun.ofAverages(candles, settings);
        PipelineRun votes = PipelineRun.ofVotes(candles, settings);
        CandleSeries swept = candles.slice(0, Math.min(candles.size(), SWEPT));
        SweepRuns sweep = new SweepRuns(swept, settings);
        TightLoop loop = new TightLoop(candles);
        Ta4jRun ta4j = new Ta4jRun(BenchmarkCandles.barsOf(candles));
        return List.of(
                new Workload(
                        "W1",
                        "M candles",
                        1e6,
                        "EMA 20/50, stop 5 %, trailing 3 % from entry; " + averages.costs(),
                        List.of(
                                new Contender("this program", averages::run),
                                new Contender("the same, fast path", averages::fast),
                                new Contender("ta4j 0.22.2, doubles", ta4j::averages),
                                new Contender("tight loop, doubles", loop::averages))),
                new Workload(
                        "W2",
                        "M candles",
                        1e6,
                        "four votes, stop 5 %, trailing 3 % from entry; " + votes.costs(),
                        List.of(
                                new Contender("this program", votes::run),
                                new Contender("the same, fast path", votes::fast),
                                new Contender("ta4j 0.22.2, doubles", ta4j::votes),
                                new Contender("tight loop, doubles", loop::votes))),
                new Workload(
                        "W3",
                        "combinations",
                        1,
                        "1,000 crosses of averages over the first " + swept.size()
                                + " candles, the rest as in W1; of ta4j every 50th",
                        List.of(
                                new Contender("this program, fast path", sweep::fast),
                                new Contender("ta4j 0.22.2, doubles", sweep::ta4j),
                                new Contender("tight loop, doubles", sweep::tight))));
    }

    /** The runs of each contender, in their order. */
    private List<List<Measured>> measure(Workload workload) {
        int rounds = Integer.parseInt(options.getOrDefault("rounds", Integer.toString(ROUNDS)));
        List<List<Measured>> measured = new ArrayList<>();
        workload.contenders().forEach(contender -> measured.add(new ArrayList<>()));
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            for (int index = 0; index < measured.size(); index++) {
                // The garbage of one contender is not to be collected in the time of the next.
                System.gc();
                Measured once = Measured.once(workload.contenders().get(index));
                if (round >= 0) {
                    measured.get(index).add(once);
                }
            }
        }
        return measured;
    }

    private static void print(Workload workload, List<List<Measured>> measured) {
        System.out.printf(Locale.ROOT, "%n%s: %s%n", workload.name(), workload.terms());
        System.out.printf(
                Locale.ROOT,
                "%-24s %14s %9s %14s %11s %8s %8s %12s%n",
                "",
                workload.unit() + "/s",
                "ratio",
                "with collector",
                "bytes/unit",
                "trades",
                "orders",
                "µs an order");
        double ours = Measured.median(measured.getFirst(), Measured::unitsPerSecond);
        for (int index = 0; index < measured.size(); index++) {
            List<Measured> runs = measured.get(index);
            double rate = Measured.median(runs, Measured::unitsPerSecond);
            Work work = runs.getFirst().work();
            System.out.printf(
                    Locale.ROOT,
                    "%-24s %14.3f %9.2f %14s %11.1f %8d %8d %12s%n",
                    workload.contenders().get(index).name(),
                    rate / workload.scale(),
                    ours / rate,
                    figure(Measured.median(runs, Measured::unitsPerSecondOfProcess) / workload.scale()),
                    Measured.median(runs, Measured::bytesPerUnit),
                    work.trades(),
                    work.orders(),
                    figure(work.units() / rate * 1e6 / work.orders()));
        }
    }

    /** A dash for what is too small to be measured, or was not done. */
    private static String figure(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "-";
    }
}
