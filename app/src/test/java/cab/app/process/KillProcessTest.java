package cab.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program on paper, killed at random moments and started again; see {@link KillSoak}, of which this is a short
 * run. {@code scripts/kill-soak.sh} kills as often as one likes.
 */
final class KillProcessTest {

    private static final int KILLS = Integer.getInteger("cab.kills", 7);
    private static final long SEED = Long.getLong("cab.kills.seed", 5L);

    private final Path folder;

    KillProcessTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void afterEveryRestartBookAndExchangeAgreeToTheLastDigit() throws Exception {
        KillSoak.Tally tally = KillSoak.run(folder, KILLS, SEED, System.out);

        assertThat(tally.differences)
                .as("after kill %d of seed %d", tally.kills, SEED)
                .isEmpty();
        assertThat(tally.kills).isEqualTo(KILLS);
        assertThat(tally.orders).as("orders placed in all").isPositive();
    }
}
