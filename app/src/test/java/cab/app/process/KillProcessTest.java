package cab.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program on paper, killed at random moments and started again. Each time, once it has reconciled and nothing
 * moves, its book is compared with the account of the simulated exchange to the last digit.
 *
 * <p>{@code -Dcab.kills=100} kills more often, {@code -Dcab.kills.seed=N} at other moments.
 */
final class KillProcessTest {

    private static final int KILLS = Integer.getInteger("cab.kills", 3);
    private static final long SEED = Long.getLong("cab.kills.seed", 20_261_121L);

    /** A candle of 15 minutes takes 100 ms: several trades between two kills. */
    private static final String FAST = "9000";

    /** A candle takes 15 minutes: the market as good as stands still. */
    private static final String STILL = "1";

    private final Path folder;

    KillProcessTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void afterEveryKillBookAndExchangeAgreeToTheLastDigit() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        int orders = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            String when = "kill " + kill + " of seed " + SEED;
            try (CabProcess trading = start(FAST)) {
                String _ = trading.awaitLine("the start", line -> line.contains("started, running"));
                boolean _ = trading.endsWithin(200 + random.nextLong(2_500));
                trading.kill();
            }
            try (CabProcess recovering = start(STILL)) {
                String _ = recovering.awaitLine("the start", line -> line.contains("started, running"));
                // Whatever is in doubt is looked up once a second; then the books are closed in order.
                boolean _ = recovering.endsWithin(2_500);
                int _ = recovering.terminate();
            }
            BookComparison comparison = BookComparison.of(
                    folder.resolve("data/trader-gateio-paper.sqlite3"),
                    folder.resolve("data/paper-exchange-trader-gateio-paper.sqlite3"));
            assertThat(comparison.differences()).as(when).isEmpty();
            orders = comparison.orders();
        }
        assertThat(orders).as("orders placed in all").isPositive();
        assertThat(Files.exists(folder.resolve("data"))).isTrue();
    }

    private CabProcess start(String speed) throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("API_PORT", "0");
        environment.put("SIM_SPEED", speed);
        environment.put("SIM_SPREAD_PCT", "0.02");
        environment.put("SETTLEMENT_INTERVAL_SEC", "1");
        environment.put("RECONCILE_INTERVAL_SEC", "1");
        environment.put("STRATEGY_EMA_CROSS_FAST", "2");
        environment.put("STRATEGY_EMA_CROSS_SLOW", "4");
        environment.put("RISK_COOLDOWN_SEC", "0");
        environment.put("RISK_DAILY_LOSS_LIMIT_QUOTE", "0");
        return CabProcess.start(folder, environment);
    }
}
