package cab.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.application.monitoring.ComponentHealth;
import cab.application.testing.Fixtures;
import cab.application.trading.OrchestratorState;
import cab.domain.money.Money;
import cab.domain.money.Quantity;
import cab.domain.order.Fill;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import cab.domain.position.RealisedTrade;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpServerTest {

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void healthTellsEveryComponent() {
        TestServer.Answer answer = server.get("/health");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode json = answer.json();
        assertThat(json.get("status").asText()).isEqualTo("DEGRADED");
        assertThat(json.get("version").asText()).isEqualTo("0.1.0");
        JsonNode components = json.get("components");
        assertThat(components.get("database").toString()).isEqualTo("{\"status\":\"UP\",\"latency_ms\":0.276}");
        assertThat(components.get("broker").get("status").asText()).isEqualTo("UP");
        assertThat(components.get("event_bus").get("status").asText()).isEqualTo("UP");
        assertThat(components.get("lock").get("status").asText()).isEqualTo("UP");
        assertThat(components.get("regime").get("status").asText()).isEqualTo("DEGRADED");
        JsonNode btc = components.get("orchestrators").get("BTC/USDT");
        assertThat(btc.get("status").asText()).isEqualTo("UP");
        assertThat(btc.get("heartbeat_age_ms").asLong()).isEqualTo(1_500);
    }

    @Test
    void aProgramThatIsDownSaysSoByItsStatusCodeToo() {
        server.database = ComponentHealth.down("disk is full");

        assertThat(server.get("/health").status()).isEqualTo(503);
        assertThat(server.get("/health").json().get("status").asText()).isEqualTo("DOWN");
        assertThat(server.get("/ready").status()).isEqualTo(503);
    }

    @Test
    void readyIsWhatIsThroughItsStart() {
        assertThat(server.get("/ready").status()).isEqualTo(200);
        server.state = OrchestratorState.STARTING;

        TestServer.Answer answer = server.get("/ready");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().get("ready").asBoolean()).isFalse();
        assertThat(server.get("/health").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC/USDT", "BTC%2FUSDT", "btc/usdt"})
    void theSymbolMayBeWrittenWithOrWithoutEncoding(String symbol) {
        TestServer.Answer answer = server.get("/orchestrator/status?symbol=" + symbol);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("symbol").asText()).isEqualTo("BTC/USDT");
    }

    @Test
    void theStatusHasTheFieldsThatScriptsRelyOn() {
        server.bench.hold();
        server.bench.price(60);

        JsonNode json = server.get("/orchestrator/status?symbol=BTC/USDT").json();

        assertThat(json.get("state").asText()).isEqualTo("RUNNING");
        assertThat(json.get("phase").asText()).isEqualTo("HOLDING");
        assertThat(json.get("trading_state").asText()).isEqualTo("ACTIVE");
        assertThat(json.get("cycles").asLong()).isEqualTo(1);
        assertThat(json.get("last_cycle_at").asText()).endsWith("Z");
        assertThat(json.get("pause_reason").isNull()).isTrue();
        JsonNode position = json.get("position");
        assertThat(position.get("quantity").isTextual()).isTrue();
        assertThat(position.get("quantity").asText()).isEqualTo("2");
        assertThat(position.get("average_price").asText()).isEqualTo("50");
        assertThat(position.get("unrealised_pnl").asText()).isEqualTo("20");
    }

    @Test
    void anOperatorCanPauseResumeStopAndStart() {
        assertThat(server.post("/orchestrator/pause?symbol=BTC/USDT").json().toString())
                .isEqualTo("{\"symbol\":\"BTC/USDT\",\"state\":\"PAUSED\",\"durable\":true}");
        JsonNode paused = server.get("/orchestrator/status?symbol=BTC/USDT").json();
        assertThat(paused.get("pause_reason").asText()).contains("paused by http 127.0.0.1");
        assertThat(paused.get("trading_state").asText()).isEqualTo("REDUCING");

        assertThat(server.post("/orchestrator/resume?symbol=BTC/USDT")
                        .json()
                        .get("state")
                        .asText())
                .isEqualTo("RUNNING");
        assertThat(server.post("/orchestrator/stop?symbol=BTC/USDT")
                        .json()
                        .get("state")
                        .asText())
                .isEqualTo("STOPPED");
        assertThat(server.post("/orchestrator/start?symbol=BTC/USDT")
                        .json()
                        .get("state")
                        .asText())
                .isEqualTo("RUNNING");
    }

    @Test
    void aCommandThatDoesNotFitTheStateIsAConflict() {
        TestServer.Answer answer = server.post("/orchestrator/start?symbol=BTC/USDT");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.errorCode()).isEqualTo("wrong_state");
    }

    @Test
    void aReasonStandsInTheStatus() {
        TestServer.Answer answer = server.send(
                "POST",
                "/orchestrator/pause?symbol=BTC/USDT",
                "{\"reason\":\"going to bed\"}",
                "Authorization",
                "bearer " + TestServer.TOKEN,
                "Content-Type",
                "application/json; charset=utf-8");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(server.get("/orchestrator/status?symbol=BTC/USDT")
                        .json()
                        .get("pause_reason")
                        .asText())
                .contains("going to bed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    application/json | {"reason":            | 400
                    application/json | {} trailing           | 400
                    application/json | {"reason":"a","reason":"b"} | 400
                    application/json | [1]                   | 422
                    application/json | {"reason":5}          | 422
                    application/json | {"reason":"  "}       | 422
                    application/json | {"other":"x"}         | 422
                    text/plain       | {"reason":"x"}        | 415
                    application/x-www-form-urlencoded | reason=x | 415
                    """)
    void aBodyThatIsNotWhatIsExpectedIsRefused(String type, String body, int status) {
        TestServer.Answer answer = server.send(
                "POST",
                "/orchestrator/pause?symbol=BTC/USDT",
                body,
                "Authorization",
                "Bearer " + TestServer.TOKEN,
                "Content-Type",
                type);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.errorCode()).isNotEmpty();
        assertThat(server.get("/orchestrator/status?symbol=BTC/USDT")
                        .json()
                        .get("state")
                        .asText())
                .isEqualTo("RUNNING");
    }

    @Test
    void aBodyOf64KilobytesIsReadAndOneByteMoreIsNot() {
        int overhead = "{\"reason\":\"x\"}".length();

        assertThat(postBody("{\"reason\":\"x\"}" + " ".repeat(64 * 1024 - overhead))
                        .status())
                .isEqualTo(200);
        assertThat(postBody("{\"reason\":\"x\"}" + " ".repeat(64 * 1024 - overhead + 1))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void jsonOfTenThousandLevelsIsMalformed() {
        assertThat(postBody("[".repeat(10_000)).status()).isEqualTo(400);
    }

    private TestServer.Answer postBody(String body) {
        return server.send(
                "POST",
                "/orchestrator/pause?symbol=BTC/USDT",
                body,
                "Authorization",
                "Bearer " + TestServer.TOKEN,
                "Content-Type",
                "application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "/orchestrator/status,400",
        "/orchestrator/status?symbol=,400",
        "/orchestrator/status?symbol=BTCUSDT,400",
        "/orchestrator/status?symbol=BTC/USDT/X,400",
        "/orchestrator/status?symbol=%3Cscript%3E,400",
        "/orchestrator/status?symbol=BTC/USDT&symbol=ETH/USDT,400",
        "/orchestrator/status?symbol=DOGE/USDT,404",
        "/pnl/today?symbol=DOGE/USDT,404",
        "/pnl/today?symbol=x,400",
        "/decisions?symbol=BTC/USDT&last=x,400",
        "/decisions?symbol=BTC/USDT&last=-1,400",
        "/decisions?symbol=BTC/USDT&last=0,422",
        "/decisions?symbol=BTC/USDT&last=1001,422",
        "/decisions?symbol=BTC/USDT&last=99999999999,400",
        "/nothing,404",
        "/orchestrator,404",
        "/..%2f..%2fetc/passwd,400",
        "/health?token=x,400",
    })
    void whatIsAskedWronglyIsAnsweredWithTheRightStatus(String path, int status) {
        TestServer.Answer answer = server.get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.errorCode()).isNotEmpty();
        assertThat(answer.json().path("error").path("message").asText()).isNotEmpty();
        assertThat(answer.response().body())
                .doesNotContain("Exception", "cab.app", "jetty", "javalin", "<html", "<script");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
    }

    @Test
    void aMethodThatIsNotPossibleIsNamedAsSuch() {
        TestServer.Answer answer = server.send("DELETE", "/health", "");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(server.get("/orchestrator/pause?symbol=BTC/USDT").status()).isEqualTo(405);
        assertThat(server.send("OPTIONS", "/orchestrator/pause", "").status()).isEqualTo(405);
    }

    @Test
    void headAnswersWhatGetWouldWithoutABody() {
        server.database = ComponentHealth.down("disk is full");

        TestServer.Answer answer = server.send("HEAD", "/health", "");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.response().body()).isEmpty();
    }

    @Test
    void anOrchestratorThatHangsIsUnavailableAndHoldsNobodyUp() {
        TestServer.Answer hanging = server.get("/orchestrator/status?symbol=ETH/USDT");

        assertThat(hanging.status()).isEqualTo(503);
        assertThat(hanging.errorCode()).isEqualTo("unavailable");
        assertThat(server.post("/orchestrator/pause?symbol=ETH/USDT").status()).isEqualTo(503);
        JsonNode all = server.get("/orchestrators").json();
        assertThat(all.get("orchestrators")).hasSize(1);
        assertThat(all.get("silent").toString()).isEqualTo("[\"ETH/USDT\"]");
    }

    @Test
    void anOrchestratorThatIsOverloadedIsUnavailable() {
        server.bench.mailbox.full(true);

        assertThat(server.get("/orchestrator/status?symbol=BTC/USDT").status()).isEqualTo(503);
        assertThat(server.post("/orchestrator/pause?symbol=BTC/USDT").status()).isEqualTo(503);
    }

    @Test
    void thePnlOfTodayHasTheFieldsThatScriptsRelyOn() {
        sold("3.25", "0.05");
        sold("-1", "0.05");

        JsonNode json = server.get("/pnl/today?symbol=BTC/USDT").json();

        assertThat(json.get("symbol").asText()).isEqualTo("BTC/USDT");
        assertThat(json.get("date").asText()).isEqualTo("2026-03-01");
        assertThat(json.get("realised_pnl").asText()).isEqualTo("2.25");
        assertThat(json.get("fees").asText()).isEqualTo("0.1");
        assertThat(json.get("turnover").asText()).isEqualTo("200");
        assertThat(json.get("orders").isInt()).isTrue();
        assertThat(json.get("orders").asInt()).isEqualTo(2);
    }

    @Test
    void withoutASymbolThePnlIsThatOfAll() {
        assertThat(server.get("/pnl/today").json().get("symbol").asText()).isEqualTo("all");
        assertThat(server.get("/pnl/today").json().get("realised_pnl").asText()).isEqualTo("0");
    }

    @Test
    void theLastFillsComeFirst() {
        sold("1", "0.1");
        sold("2", "0.1");

        JsonNode fills = server.get("/fills?last=1").json().get("fills");

        assertThat(fills).hasSize(1);
        assertThat(fills.get(0).get("trade_id").asText()).isEqualTo("t2");
        assertThat(fills.get(0).get("price").asText()).isEqualTo("50");
    }

    private void sold(String result, String fee) {
        TradeId trade = new TradeId("t" + (server.fills.size() + 1));
        Fill fill = Fixtures.fill(
                Fixtures.entry(Fixtures.NOON).clientOrderId(),
                Side.SELL,
                trade.value(),
                "2",
                "50",
                Fixtures.usdt(fee),
                Fixtures.NOON);
        Money zero = Fixtures.usdt("0");
        server.fills.add(fill);
        server.realised.add(new RealisedTrade(
                trade, TestServer.BTC, Quantity.of("2"), zero, zero, zero, Fixtures.usdt(result), Fixtures.NOON));
    }

    @Test
    void aDatabaseThatCannotBeReadIsUnavailableAndKeepsItsPathToItself() {
        server.isStorageBroken = true;

        TestServer.Answer answer = server.get("/pnl/today");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.response().body()).doesNotContain("secret", "disk");
    }

    @Test
    void decisionsTellWhyNothingHappened() {
        server.bench.candle(cab.domain.strategy.Signal.HOLD, 50);

        JsonNode json = server.get("/decisions?symbol=BTC/USDT&last=5").json();

        assertThat(json.get("decisions")).hasSize(1);
        assertThat(json.get("decisions").get(0).get("verdict").asText()).isEqualTo("NO_SIGNAL");
        assertThat(json.get("decisions").get(0).get("reason").asText()).isNotEmpty();
        assertThat(json.get("decisions").get(0).get("close").asText()).isEqualTo("50");
    }

    @Test
    void strategiesAreListedWithThoseThatDecide() {
        JsonNode json = server.get("/strategies").json();

        assertThat(json.get("mode").asText()).isEqualTo("first");
        assertThat(json.get("chosen").get(0).asText()).isEqualTo("ema_cross");
        JsonNode first = json.get("strategies").get(0);
        assertThat(first.get("name").asText()).isEqualTo("ema_cross");
        assertThat(first.get("active").asBoolean()).isTrue();
        assertThat(first.get("parameters").get(0).get("default").asText()).isEqualTo("12");
    }

    @Test
    void signalsTellWhatEachPartSaysOfTheLastCandle() {
        assertThat(server.get("/signals?symbol=BTC/USDT").json().get("steps")).isEmpty();
        assertThat(server.get("/signals?symbol=DOGE/USDT").status()).isEqualTo(404);
        server.bench.cycle.explainDecisions();
        server.bench.candle(cab.domain.strategy.Signal.HOLD, 50);

        JsonNode json = server.get("/signals?symbol=BTC/USDT").json();

        assertThat(json.get("verdict").asText()).isEqualTo("NO_SIGNAL");
        assertThat(json.get("steps")).hasSize(4);
        assertThat(json.get("steps").get(0).get("part").asText()).isEqualTo("scripted");
        assertThat(json.get("steps").get(0).get("answer").asText()).isEqualTo("HOLD");
        assertThat(json.get("steps").get(0).get("reason").asText()).isEqualTo("as told");
    }

    @Test
    void thePageIsServedWithoutAnythingOfOthers() {
        TestServer.Answer page = server.get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.response().body())
                .doesNotContain("http://", "https://", "onclick", "<style")
                .contains("/status.js", "/status.css");
        assertThat(server.get("/status.js").header("Content-Type")).startsWith("text/javascript");
        assertThat(server.get("/status.js").response().body()).doesNotContain("innerHTML", "localStorage");
        assertThat(server.get("/status.css").status()).isEqualTo(200);
    }

    @Test
    void aPortThatIsTakenIsAProblemOfTheConfiguration() {
        ListenAddress taken = new ListenAddress("127.0.0.1", server.server.port());

        assertThatThrownBy(() -> new TestServer(taken, Optional.empty()))
                .isInstanceOfSatisfying(
                        CannotListen.class,
                        problem -> assertThat(problem.problem())
                                .isEqualTo("API_PORT: another program listens there already (got " + taken.port()
                                        + "; expected a free port, or 0 for any)"));
    }

    @Test
    void anAddressOfAnotherMachineIsAProblemOfTheConfiguration() {
        ListenAddress foreign = new ListenAddress("192.0.2.1", 0);

        assertThatThrownBy(() -> new TestServer(foreign, Optional.of(TestServer.TOKEN)))
                .isInstanceOfSatisfying(
                        CannotListen.class,
                        problem -> assertThat(problem.problem()).startsWith("API_HOST: "));
    }
}
