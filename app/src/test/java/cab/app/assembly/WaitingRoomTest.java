package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.app.http.HttpServer;
import cab.app.http.HttpServices;
import cab.app.http.ListenAddress;
import cab.application.monitoring.HealthReport;
import cab.application.monitoring.HealthStatus;
import cab.application.port.StorageException;
import cab.application.trading.OrchestratorState;
import cab.cli.Refusal;
import cab.domain.market.Symbol;
import cab.infrastructure.exchange.live.UnreachableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class WaitingRoomTest {

    private static final Symbol BTC_USDT = Symbol.of("BTC/USDT");

    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final List<String> said = new ArrayList<>();
    private final AtomicReference<HttpServices> shown = new AtomicReference<>();
    private final WaitingRoom room = new WaitingRoom(List.of(BTC_USDT), "test", this::page, said::add, asked);

    @Test
    void whoCanBeReachedIsNotWaitedFor() {
        assertThat(room.open(() -> "open")).contains("open");
        assertThat(said).isEmpty();
    }

    @Test
    void itTriesAgainUntilTheExchangeAnswersAndSaysWhatItWaitsFor() {
        List<HealthReport> seen = new ArrayList<>();

        Optional<String> opened = room.open(() -> {
            if (shown.get() != null) {
                seen.add(shown.get().health().report());
                return "open";
            }
            throw new UnreachableException("nobody answers");
        });

        assertThat(opened).contains("open");
        assertThat(said).singleElement().asString().startsWith("nobody answers; tries again in 1 s; see http://");
        HealthReport health = seen.getFirst();
        assertThat(health.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(health.broker().detail()).isEqualTo("nobody answers");
        assertThat(health.orchestrators().values())
                .allMatch(one -> one.state().equals(Optional.of(OrchestratorState.STARTING)));
        assertThat(health.isReady()).isFalse();
    }

    @Test
    void reportsSayThatTheBookIsNotOpenYet() {
        Optional<String> opened = room.open(() -> {
            if (shown.get() != null) {
                HttpServices services = shown.get();
                assertThatThrownBy(() -> services.history().dust(Optional.empty()))
                        .isInstanceOf(StorageException.class);
                return "open";
            }
            throw new UnreachableException("nobody answers");
        });

        assertThat(opened).isPresent();
    }

    @Test
    void whoIsAskedToEndWaitsNoLonger() {
        asked.complete(null);

        Optional<String> opened = room.open(() -> {
            throw new UnreachableException("nobody answers");
        });

        assertThat(opened).isEmpty();
    }

    @Test
    void whoIsAskedToEndDoesNotWaitForAnExchangeThatSaysNothing() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);

        Optional<String> opened = room.open(() -> {
            asked.complete(null);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException ending) {
                interrupted.countDown();
            }
            return "too late";
        });

        assertThat(opened).isEmpty();
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatWaitingDoesNotMendIsNotWaitedFor() {
        assertThatThrownBy(() -> room.open(() -> {
                    throw LiveWorld.refusal("the key is wrong");
                }))
                .isInstanceOf(Refusal.class);
        assertThat(said).isEmpty();
    }

    private HttpServer page(HttpServices services) {
        shown.set(services);
        return new HttpServer(new ListenAddress("127.0.0.1", 0), Optional.empty(), services);
    }
}
