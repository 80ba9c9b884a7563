package cab.infrastructure.exchange.server.gateio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.market.Timeframe;
import cab.infrastructure.exchange.server.WireFaults;
import cab.infrastructure.exchange.server.gateio.LocalGate.Answer;
import cab.infrastructure.marketdata.FixedFeed;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

final class WireFaultsTest {

    @Test
    void anOrderWhoseAnswerIsLostIsAtTheExchangeAllTheSame() throws Exception {
        // With this seed the connection is closed, and not left open.
        try (LocalGate gate = gate("answer-lost=1", closingSeed())) {
            assertThatThrownBy(() -> place(gate)).hasRootCauseInstanceOf(IOException.class);

            assertThat(truth(gate).path("orders")).hasSize(1);
            assertThat(truth(gate).path("faults").path("answer-lost").asInt()).isPositive();
        }
    }

    @Test
    void aRequestThatIsLostIsNotThere() throws Exception {
        try (LocalGate gate = gate("request-lost=1", closingSeed())) {
            assertThatThrownBy(() -> place(gate)).hasRootCauseInstanceOf(IOException.class);

            assertThat(truth(gate).path("orders")).isEmpty();
        }
    }

    @Test
    void aBanIsSaidWithItsEnd() {
        try (LocalGate gate = gate("ban=1", 1)) {
            Answer banned = place(gate);

            assertThat(banned.status()).isEqualTo(429);
            assertThat(banned.label()).isEqualTo("TOO_MANY_REQUESTS");
            assertThat(banned.header("X-Gate-RateLimit-Requests-Remain")).isEqualTo("0");
        }
    }

    @Test
    void aPageOfAGatewaySaysNothing() throws Exception {
        try (LocalGate gate = gate("502=1", 1);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> page =
                    client.send(gate.request("GET", "/spot/time", "").build(), HttpResponse.BodyHandlers.ofString());

            assertThat(page.statusCode()).isEqualTo(502);
            assertThat(page.body()).startsWith("<html>");
        }
    }

    @Test
    void whatIsNoFaultIsRefused() {
        assertThatThrownBy(() -> WireFaults.parse("answer-los=1", 1)).hasMessageContaining("answer-lost");
        assertThatThrownBy(() -> WireFaults.parse("answer-lost=2", 1)).hasMessageContaining("within 0 and 1");
        assertThatThrownBy(() -> WireFaults.parse("answer-lost", 1)).hasMessageContaining("within 0 and 1");
    }

    @Test
    void faultsCanBeHealedWhileTheExchangeIsServed() throws Exception {
        try (LocalGate gate = gate("502=1", 1)) {
            assertThat(gate.changeFaults("")).isEqualTo(200);

            assertThat(place(gate).status()).isEqualTo(201);
        }
    }

    @Test
    void aChangeOfFaultsThatMakesNoSenseChangesNothing() throws Exception {
        try (LocalGate gate = gate("ban=1", 1)) {
            assertThat(gate.changeFaults("ban=2")).isEqualTo(400);

            assertThat(place(gate).status()).isEqualTo(429);
        }
    }

    private static Answer place(LocalGate gate) {
        return gate.signed("POST", "/spot/orders", LocalGate.limit("buy", "1", "50", "t-order"));
    }

    private static LocalGate gate(String faults, long seed) {
        return new LocalGate(
                GateRules.usual(), () -> new FixedFeed(Timeframe.M1, 100, 1_000_000), WireFaults.parse(faults, seed));
    }

    private static JsonNode truth(LocalGate gate) {
        return gate.truth();
    }

    private static long closingSeed() {
        return LocalGate.CLOSING_SEED;
    }
}
