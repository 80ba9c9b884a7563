package cab.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import cab.app.jobs.JobEnd;
import cab.app.jobs.JobLimits;
import cab.app.jobs.JobQueue;
import cab.app.jobs.JobView;
import cab.app.jobs.JobWork;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class BacktestRoutesTest {

    private static final String SMALL = "{\"symbol\":\"BTC/USDT\",\"timeframe\":\"15m\"}";

    private final Desk desk = new Desk();
    private final TestServer server =
            new TestServer(new ListenAddress("127.0.0.1", 0), Optional.of(TestServer.TOKEN), desk);

    @AfterEach
    void close() {
        server.close();
        desk.release.countDown();
        desk.jobs.close();
    }

    /** Takes every wish; each is done once it is released. */
    private static final class Desk implements BacktestDesk {

        private final AtomicInteger number = new AtomicInteger();
        private final JobQueue jobs = new JobQueue(
                new JobLimits(1, 10),
                () -> Instant.parse("2026-03-01T12:00:00Z"),
                System::nanoTime,
                () -> "id-" + number.incrementAndGet());
        private final List<BacktestWish> wishes = new ArrayList<>();
        private final CountDownLatch release = new CountDownLatch(1);
        private final CountDownLatch begun = new CountDownLatch(1);
        private List<String> faults = List.of();

        @Override
        public Submission submit(BacktestWish wish) {
            wishes.add(wish);
            if (!faults.isEmpty()) {
                return new Submission.Refused(faults);
            }
            JobWork work = progress -> {
                begun.countDown();
                await(release);
                return progress.at(0.5)
                        ? new JobEnd.Done(JsonNodeFactory.instance.objectNode().put("trades", 7))
                        : new JobEnd.Cancelled();
            };
            return jobs.submit(JsonNodeFactory.instance.objectNode().put("symbol", "BTC/USDT"), work)
                    .<Submission>map(Submission.Taken::new)
                    .orElseGet(() -> new Submission.Full(1));
        }

        @Override
        public List<JobView> latest(int count) {
            return jobs.latest(count);
        }

        @Override
        public Optional<JobView> find(String id) {
            return jobs.find(id);
        }

        @Override
        public Optional<JobView> cancel(String id) {
            return jobs.cancel(id);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new AssertionError("must not be interrupted", stopped);
        }
    }

    private TestServer.Answer submit(String body) {
        return server.send(
                "POST",
                "/backtest",
                body,
                "Authorization",
                "Bearer " + TestServer.TOKEN,
                "Content-Type",
                "application/json");
    }

    private TestServer.Answer delete(String path) {
        return server.send("DELETE", path, "", "Authorization", "Bearer " + TestServer.TOKEN);
    }

    private JsonNode awaitOver(String path) {
        JsonNode json = server.get(path).json();
        while (List.of("queued", "running").contains(json.get("state").asText())) {
            json = server.get(path).json();
        }
        return json;
    }

    @Test
    void aBacktestIsTakenAskedAfterAndHasAResult() {
        TestServer.Answer taken = submit(SMALL);

        assertThat(taken.status()).isEqualTo(202);
        assertThat(taken.header("Location")).isEqualTo("/backtests/id-1");
        assertThat(taken.json().get("id").asText()).isEqualTo("id-1");
        assertThat(taken.json().get("state").asText()).isIn("queued", "running");
        assertThat(taken.json().get("request").toString()).isEqualTo("{\"symbol\":\"BTC/USDT\"}");
        assertThat(server.get("/backtests/id-1").json().get("result").isNull()).isTrue();

        desk.release.countDown();
        JsonNode over = awaitOver(taken.header("Location"));

        assertThat(over.get("state").asText()).isEqualTo("done");
        assertThat(over.get("progress").asDouble()).isEqualTo(1);
        assertThat(over.get("result").get("trades").asInt()).isEqualTo(7);
        assertThat(over.get("ended_at").asText()).isEqualTo("2026-03-01T12:00:00Z");
        JsonNode list = server.get("/backtests").json().get("backtests");
        assertThat(list).hasSize(1);
        assertThat(list.get(0).has("result")).isFalse();
    }

    @Test
    void theBodyIsReadAsItIsMeant() {
        TestServer.Answer taken = submit("""
                {"symbol":"eth/usdt","timeframe":"1h","from":"2024-01-01","to":"2024-12-31","strategies":["ema_cross","donchian"],
                 "mode":"vote","settings":{"STOP_LOSS_PCT":4,"MTF_ENABLED":false,"POSITION_SIZER":"fixed"},
                 "cash":"5000","fee":0.25,"exchange":"gateio"}""");

        assertThat(taken.status()).isEqualTo(202);
        assertThat(desk.wishes)
                .containsExactly(new BacktestWish(
                        List.of(Symbol.of("ETH/USDT")),
                        Timeframe.H1,
                        Optional.of("gateio"),
                        Optional.of(Instant.parse("2024-01-01T00:00:00Z")),
                        Optional.of(Instant.parse("2025-01-01T00:00:00Z")),
                        List.of("ema_cross", "donchian"),
                        Optional.of("vote"),
                        Map.of("STOP_LOSS_PCT", "4", "MTF_ENABLED", "false", "POSITION_SIZER", "fixed"),
                        "5000",
                        "0.25"));
    }

    @Test
    void whatIsNotSaidIsAsOnTheCommandLine() {
        assertThat(submit("{\"symbol\":\"BTC/USDT\",\"timeframe\":\"15m\",\"strategies\":\"a,b\","
                                + "\"from\":\"2024-01-01T12:00:00Z\"}")
                        .status())
                .isEqualTo(202);

        BacktestWish wish = desk.wishes.getFirst();
        assertThat(wish.cash()).isEqualTo("10000");
        assertThat(wish.fee()).isEqualTo("0.1");
        assertThat(wish.strategies()).containsExactly("a", "b");
        assertThat(wish.from()).contains(Instant.parse("2024-01-01T12:00:00Z"));
        assertThat(wish.to()).isEmpty();
        assertThat(wish.mode()).isEmpty();
    }

    @Test
    void severalSymbolsAreAListOrATextWithCommas() {
        assertThat(submit("{\"symbol\":[\"BTC/USDT\",\"ETH/USDT\"],\"timeframe\":\"15m\"}")
                        .status())
                .isEqualTo(202);
        assertThat(submit("{\"symbol\":\"eth/usdt, btc/usdt\",\"timeframe\":\"15m\"}")
                        .status())
                .isEqualTo(202);

        assertThat(desk.wishes.get(0).symbols()).containsExactly(Symbol.of("BTC/USDT"), Symbol.of("ETH/USDT"));
        assertThat(desk.wishes.get(1).symbols()).containsExactly(Symbol.of("ETH/USDT"), Symbol.of("BTC/USDT"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BTC/USDT,BTC/USDT | symbol: must name each symbol once",
                "BTC/USDT,ETH/EUR  | symbol: must name symbols of one quote currency, which is the capital",
                "BTC/USDT,         | symbol: must be a list of 1..100 names",
                "BTC/USDT,nothing  | symbol: must look like BTC/USDT"
            })
    void symbolsThatCannotShareOneCapitalAreRefused(String symbols, String fault) {
        TestServer.Answer answer = submit("{\"symbol\":\"" + symbols + "\",\"timeframe\":\"15m\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("error").get("message").asText()).isEqualTo(fault);
    }

    @Test
    void everyFaultOfTheBodyIsNamed() {
        TestServer.Answer answer = submit("""
                {"symbol":"BTC","timeframe":"7m","from":"yesterday","to":5,"strategies":[""],"mode":"",
                 "settings":{"a":1,"STOP_LOSS_PCT":[]},"cash":{},"fee":true,"exchange":"../x"}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.errorCode()).isEqualTo("refused");
        List<String> faults = new ArrayList<>();
        answer.json().get("error").get("faults").forEach(fault -> faults.add(fault.asText()));
        assertThat(faults)
                .extracting(fault -> fault.substring(0, fault.indexOf(':')))
                .containsExactlyInAnyOrder(
                        "symbol",
                        "timeframe",
                        "from",
                        "to",
                        "strategies",
                        "mode",
                        "settings",
                        "settings.STOP_LOSS_PCT",
                        "cash",
                        "exchange");
        assertThat(desk.wishes).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                                             | 422",
                "{                                                                              | 400",
                "[]                                                                             | 422",
                "{\"symbol\":\"BTC/USDT\",\"timeframe\":\"15m\",\"path\":\"/etc\"}              | 422",
                "{\"symbol\":\"BTC/USDT\",\"timeframe\":\"15m\",\"settings\":[]}                | 422",
                "{\"symbol\":\"BTC/USDT\",\"timeframe\":\"15m\",\"from\":\"2024-01-02\",\"to\":\"2024-01-01\"} | 422",
                "{\"symbol\":\"BTC/USDT\",\"symbol\":\"ETH/USDT\",\"timeframe\":\"15m\"}        | 400"
            })
    void aBodyThatIsNoneIsRefused(String body, int status) {
        assertThat(submit(body).status()).isEqualTo(status);
        assertThat(desk.wishes).isEmpty();
    }

    @Test
    void oneDayIsASpan() {
        assertThat(submit(
                                "{\"symbol\":\"BTC/USDT\",\"timeframe\":\"15m\",\"from\":\"2024-01-01\",\"to\":\"2024-01-01\"}")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void whatTheDeskRefusesIsToldFaultByFault() {
        desk.faults = List.of("cash: is out of range", "symbol: nothing is stored");

        TestServer.Answer answer = submit(SMALL);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("error").get("faults")).hasSize(2);
        assertThat(answer.json().get("error").get("message").asText())
                .isEqualTo("cash: is out of range; symbol: nothing is stored");
    }

    @Test
    void moreThanMayWaitIsTooMany() {
        assertThat(submit(SMALL).status()).isEqualTo(202);
        await(desk.begun);
        assertThat(submit(SMALL).status()).isEqualTo(202);

        TestServer.Answer answer = submit(SMALL);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.errorCode()).isEqualTo("too_many_requests");
        assertThat(server.get("/backtests?last=1").json().get("backtests")).hasSize(1);
    }

    @Test
    void aBacktestCanBeCancelled() {
        assertThat(submit(SMALL).status()).isEqualTo(202);
        await(desk.begun);
        assertThat(submit(SMALL).status()).isEqualTo(202);

        assertThat(delete("/backtests/id-2").status()).isEqualTo(200);
        TestServer.Answer running = delete("/backtests/id-1");
        assertThat(running.status()).isEqualTo(202);
        desk.release.countDown();

        assertThat(awaitOver("/backtests/id-1").get("state").asText()).isEqualTo("cancelled");
        assertThat(awaitOver("/backtests/id-2").get("state").asText()).isEqualTo("cancelled");
        assertThat(delete("/backtests/id-1").status()).isEqualTo(200);
    }

    @Test
    void oneThatIsOverCannotBeCancelled() {
        desk.release.countDown();
        assertThat(submit(SMALL).status()).isEqualTo(202);
        assertThat(awaitOver("/backtests/id-1").get("state").asText()).isEqualTo("done");

        assertThat(delete("/backtests/id-1").status()).isEqualTo(409);
    }

    @Test
    void anUnknownIdIsNotFoundAndAWrongMethodSaysWhatIsPossible() {
        assertThat(server.get("/backtests/none").status()).isEqualTo(404);
        assertThat(delete("/backtests/none").status()).isEqualTo(404);
        TestServer.Answer answer =
                server.send("PUT", "/backtests/none", "", "Authorization", "Bearer " + TestServer.TOKEN);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("DELETE, GET, HEAD");
    }

    @Test
    void withoutTheTokenNothingIsTakenAndNothingCancelled() {
        assertThat(server.send("POST", "/backtest", SMALL, "Content-Type", "application/json")
                        .status())
                .isEqualTo(401);
        assertThat(server.send("DELETE", "/backtests/id-1", "").status()).isEqualTo(401);
        assertThat(desk.wishes).isEmpty();
    }

    @Test
    void aProgramThatIsNotOpenTakesNone() {
        try (TestServer closed = new TestServer()) {
            assertThat(closed.send(
                                    "POST",
                                    "/backtest",
                                    SMALL,
                                    "Authorization",
                                    "Bearer " + TestServer.TOKEN,
                                    "Content-Type",
                                    "application/json")
                            .status())
                    .isEqualTo(503);
            assertThat(closed.get("/backtests").json().get("backtests")).isEmpty();
        }
    }
}
