package cab.benchmarks;

import cab.app.assembly.BacktestRunner;
import cab.app.assembly.SettingsReader;
import cab.cli.BacktestProgram;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many candles a second the whole pipeline plays on one core after warm-up: strategy, risk, execution, protection,
 * simulated exchange and ledger, reading the file not included. Counted in processor time of the thread, which a busy
 * machine disturbs less than the clock.
 *
 * <pre>{@code
 * java -cp … cab.benchmarks.BacktestSpeed FILE SYMBOL TIMEFRAME [NAME=VALUE …]
 * }</pre>
 */
public final class BacktestSpeed {

    private static final int RUNS = 41;

    private BacktestSpeed() {}

    /** Prints the median and the best of the last half of the runs. */
    public static void main(String[] arguments) {
        Timeframe timeframe = Timeframe.of(arguments[2]).orElseThrow();
        Map<String, String> settings = new TreeMap<>();
        for (int index = 3; index < arguments.length; index++) {
            int equals = arguments[index].indexOf('=');
            settings.put(arguments[index].substring(0, equals), arguments[index].substring(equals + 1));
        }
        BacktestProgram.Request request = new BacktestProgram.Request(
                Optional.empty(), Path.of(arguments[0]), Symbol.of(arguments[1]), timeframe, List.of(), settings);
        BacktestRunner runner = new BacktestRunner(new SettingsReader(Map.of()));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        com.sun.management.ThreadMXBean allocation = (com.sun.management.ThreadMXBean) threads;
        BacktestRunner.Prepared prepared = runner.prepare(request);
        double[] perSecond = new double[RUNS];
        long bytes = 0;
        BacktestProgram.Outcome last = prepared.run();
        for (int run = 0; run < RUNS; run++) {
            long bytesBefore = allocation.getCurrentThreadAllocatedBytes();
            long before = threads.getCurrentThreadCpuTime();
            last = prepared.run();
            perSecond[run] = last.result().candles() * 1e9 / (threads.getCurrentThreadCpuTime() - before);
            bytes = allocation.getCurrentThreadAllocatedBytes() - bytesBefore;
        }
        double[] warm = Arrays.copyOfRange(perSecond, RUNS / 2, RUNS);
        Arrays.sort(warm);
        System.out.printf(
                Locale.ROOT,
                "%d candles, %d orders: median %.2f M candles/s, best %.2f M, %.1f bytes a candle, %s%n",
                last.result().candles(),
                last.result().orders().size(),
                warm[warm.length / 2] / 1e6,
                warm[warm.length - 1] / 1e6,
                (double) bytes / last.result().candles(),
                last.result().decisionHash().substring(0, 12));
    }
}
