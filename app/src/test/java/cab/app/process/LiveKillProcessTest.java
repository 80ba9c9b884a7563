package cab.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program in live mode over sockets, killed at random moments while everything between it and the exchange
 * goes wrong; see {@link LiveKillSoak}, of which this is a short run. {@code scripts/kill-soak.sh --live} kills as
 * often as one likes.
 */
final class LiveKillProcessTest {

    private static final int KILLS = Integer.getInteger("cab.kills.live", 3);
    private static final long SEED = Long.getLong("cab.kills.seed", 1L);

    private final Path folder;

    LiveKillProcessTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void underFaultsBookAndExchangeAgreeToTheLastDigitAfterEveryKill() throws Exception {
        LiveKillSoak.Tally tally = LiveKillSoak.run(folder, KILLS, SEED, LiveKillSoak.FAULTS, System.out);

        assertThat(tally.differences)
                .as("after kill %d of seed %d", tally.kills, SEED)
                .isEmpty();
        assertThat(tally.kills).isEqualTo(KILLS);
        assertThat(tally.orders).as("orders placed in all").isPositive();
        assertThat(tally.faults).as("faults that happened").isNotEmpty();
    }
}
