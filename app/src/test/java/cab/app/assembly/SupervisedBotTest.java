package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.trading.Orchestrator;
import cab.application.trading.OrchestratorState;
import cab.application.trading.OrchestratorStatus;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SupervisedBotTest {

    private static final int PATIENCE_SECONDS = 30;

    @Test
    void aBotThatAFaultStoppedStartsAgainAndTheOthersGoOn(@TempDir Path folder) throws Exception {
        Map<String, String> environment =
                Map.of("DATA_DIR", folder.toString(), "SYMBOLS", "BTC/USDT,ETH/USDT", "SIM_SPEED", "60");
        try (TradingRuntime runtime =
                TradingRuntime.open(new SettingsReader(environment).read(Optional.empty()), () -> {})) {
            runtime.start();
            var orchestrators = runtime.orchestrators().all().iterator();
            Orchestrator victim = orchestrators.next();
            Orchestrator other = orchestrators.next();
            OrchestratorStatus before = await(other, status -> status.state() == OrchestratorState.RUNNING);
            assertThat(await(victim, status -> status.state() == OrchestratorState.RUNNING)
                            .symbol())
                    .isEqualTo(victim.symbol());

            boolean taken = victim.status(status -> {
                throw new IllegalStateException("a fault of the program, for the test");
            });

            assertThat(taken).isTrue();
            assertThat(await(victim, status -> status.state() == OrchestratorState.RUNNING)
                            .symbol())
                    .isEqualTo(victim.symbol());
            assertThat(await(other, status -> true).state()).isEqualTo(before.state());
        }
    }

    /** Asks until the answer is as wanted; a bot that is down takes no question. */
    private static OrchestratorStatus await(Orchestrator orchestrator, Predicate<OrchestratorStatus> wanted)
            throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline) {
            BlockingQueue<OrchestratorStatus> answers = new ArrayBlockingQueue<>(1);
            boolean _ = orchestrator.status(answers::add);
            OrchestratorStatus status = answers.poll(100, TimeUnit.MILLISECONDS);
            if (status != null && wanted.test(status)) {
                return status;
            }
        }
        throw new AssertionError(orchestrator.symbol() + " did not answer as wanted");
    }
}
