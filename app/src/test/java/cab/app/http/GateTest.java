package cab.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GateTest {

    private static final ListenAddress EVERYWHERE = new ListenAddress("0.0.0.0", 0);
    private static final String PAUSE = "/orchestrator/pause?symbol=BTC/USDT";

    private static String address(Route route) {
        return route.path().replace("{id}", "none") + "?symbol=BTC/USDT";
    }

    @Test
    void everyRouteThatChangesSomethingNeedsTheToken() {
        try (TestServer server = new TestServer()) {
            List<Route> changing = server.server.routes().stream()
                    .filter(route -> !route.method().name().equals("GET"))
                    .toList();

            assertThat(changing).hasSizeGreaterThanOrEqualTo(4).allSatisfy(route -> {
                assertThat(route.role()).isEqualTo(Role.OPERATOR);
                assertThat(server.send(route.method().name(), address(route), "")
                                .status())
                        .as(route.path())
                        .isEqualTo(401);
            });
        }
    }

    @Test
    void beyondThisMachineEveryRouteNeedsTheTokenButHealthAndThePage() {
        try (TestServer server = new TestServer(EVERYWHERE, Optional.of(TestServer.TOKEN))) {
            List<String> open = server.server.routes().stream()
                    .filter(route -> server.send(route.method().name(), address(route), "")
                                    .status()
                            != 401)
                    .map(Route::path)
                    .toList();

            assertThat(open)
                    .containsExactlyInAnyOrder("/health", "/ready", "/", "/status.js", "/status.css", "/favicon.svg");
            assertThat(server.get("/orchestrators", "Authorization", "Bearer " + TestServer.TOKEN)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void beyondThisMachineThereIsNoServerWithoutALongToken() {
        assertThatThrownBy(() -> new TestServer(EVERYWHERE, Optional.empty()))
                .isInstanceOf(CannotListen.class)
                .hasMessageStartingWith("API_TOKEN: ");
        assertThatThrownBy(() -> new TestServer(EVERYWHERE, Optional.of("x".repeat(31))))
                .isInstanceOf(CannotListen.class);
        assertThatCode(() -> new TestServer(EVERYWHERE, Optional.of("x".repeat(32))).close())
                .doesNotThrowAnyException();
    }

    @Test
    void withoutATokenOfItsOwnTheServerSaysWhatToSet() {
        try (TestServer server = new TestServer(Optional.empty())) {
            TestServer.Answer answer = server.send("POST", PAUSE, "", "Authorization", "Bearer anything");

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json().path("error").path("message").asText()).contains("API_TOKEN");
            assertThat(server.get("/orchestrator/status?symbol=BTC/USDT").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void onlyTheTokenItselfIsTheToken() {
        try (TestServer server = new TestServer()) {
            String token = TestServer.TOKEN;
            List<String> wrong = List.of(
                    "Bearer ",
                    "Bearer",
                    token,
                    "Basic " + token,
                    "Bearer " + token + "x",
                    "Bearer " + token.substring(1),
                    "Bearer " + token.replace('a', 'b'),
                    "Bearer " + token.toUpperCase(java.util.Locale.ROOT));
            for (String header : wrong) {
                server.nanoTime.addAndGet(WrongTokens.WINDOW.toNanos());
                TestServer.Answer answer = server.send("POST", PAUSE, "", "Authorization", header);
                assertThat(answer.status()).as(header).isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
            }
            assertThat(server.send("POST", PAUSE, "", "Authorization", "Bearer " + token, "Authorization", "Bearer x")
                            .status())
                    .isEqualTo(401);
            assertThat(server.post(PAUSE).status()).isEqualTo(200);
        }
    }

    @Test
    void whoGuessesHasToWait() {
        try (TestServer server = new TestServer()) {
            for (int attempt = 0; attempt < WrongTokens.TRIES_MAX; attempt++) {
                assertThat(server.send("POST", PAUSE, "", "Authorization", "Bearer guess" + attempt)
                                .status())
                        .isEqualTo(401);
            }
            TestServer.Answer late = server.post(PAUSE);
            assertThat(late.status()).isEqualTo(429);
            assertThat(late.header("Retry-After")).isEqualTo("60");
            assertThat(server.get("/health").status()).isEqualTo(200);

            server.nanoTime.addAndGet(WrongTokens.WINDOW.toNanos());
            assertThat(server.post(PAUSE).status()).isEqualTo(200);
        }
    }

    @Test
    void wrongTokensOfOneAddressDoNotHoldUpAnother() {
        WrongTokens wrong = new WrongTokens(() -> 0);
        for (int attempt = 0; attempt < WrongTokens.TRIES_MAX - 1; attempt++) {
            wrong.count("192.0.2.1");
        }
        assertThat(wrong.isExhausted("192.0.2.1")).isFalse();
        wrong.count("192.0.2.1");
        assertThat(wrong.isExhausted("192.0.2.1")).isTrue();
        assertThat(wrong.isExhausted("192.0.2.2")).isFalse();
    }

    @Test
    void aHundredThousandAddressesDoNotFillTheMemory() {
        WrongTokens wrong = new WrongTokens(() -> 0);
        for (int number = 0; number < 100_000; number++) {
            wrong.count("address-" + number);
        }
        assertThat(wrong.remembered()).isEqualTo(4_096);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.com", "localhost.evil.com", "127.0.0.1.evil.com", "192.168.0.1:8000", "[::2]", "0.0.0.0"})
    void aNameThatIsNotOfThisMachineIsTurnedAway(String host) {
        try (TestServer server = new TestServer()) {
            RawAnswer answer = RawAnswer.to(
                    server.server.port(),
                    "GET /orchestrators HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).contains("host_not_allowed").contains("Content-Security-Policy");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:1", "[::1]:8000", "127.1.2.3"})
    void aNameOfThisMachineIsAnswered(String host) {
        try (TestServer server = new TestServer()) {
            RawAnswer answer = RawAnswer.to(
                    server.server.port(), "GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health HTTP/1.0\r\n\r\n",
                "GET /health HTTP/1.1\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.com\r\n\r\n",
                "GET http://evil.com/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /heal th HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /\\..\\etc HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "POST /orchestrator/pause HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
            })
    void whatIsNotARequestIsRefusedWithoutTellingAnything(String request) {
        try (TestServer server = new TestServer()) {
            RawAnswer answer = RawAnswer.to(server.server.port(), request);

            assertThat(answer.status()).isBetween(400, 499);
            assertThat(answer.text())
                    .contains("{\"error\":{\"code\":\"")
                    .doesNotContain("Exception", "jetty", "Jetty", "\tat ", "<h");
        }
    }

    @Test
    void headersWithoutEndAreRefused() {
        try (TestServer server = new TestServer()) {
            RawAnswer answer = RawAnswer.to(
                    server.server.port(),
                    "GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");

            assertThat(answer.status()).isEqualTo(431);
        }
    }

    @Test
    void aPageOfAnotherOriginMayNotCommand() {
        try (TestServer server = new TestServer()) {
            String own = "http://127.0.0.1:" + server.server.port();
            for (String origin : List.of("null", "https://evil.com", "http://127.0.0.1:1", own + ".evil.com")) {
                assertThat(server.send(
                                        "POST",
                                        PAUSE,
                                        "",
                                        "Authorization",
                                        "Bearer " + TestServer.TOKEN,
                                        "Origin",
                                        origin)
                                .status())
                        .as(origin)
                        .isEqualTo(403);
            }
            assertThat(server.send(
                                    "POST",
                                    PAUSE,
                                    "",
                                    "Authorization",
                                    "Bearer " + TestServer.TOKEN,
                                    "Sec-Fetch-Site",
                                    "cross-site")
                            .status())
                    .isEqualTo(403);
            assertThat(server.send(
                                    "POST",
                                    PAUSE,
                                    "",
                                    "Authorization",
                                    "Bearer " + TestServer.TOKEN,
                                    "Origin",
                                    own,
                                    "Sec-Fetch-Site",
                                    "same-origin")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void everyAnswerCarriesTheHeadersThatProtectAndNoneThatShares() {
        try (TestServer server = new TestServer()) {
            for (String path : List.of("/", "/health", "/nothing", "/orchestrator/status")) {
                TestServer.Answer answer = server.get(path, "Origin", "https://evil.com");
                assertThat(answer.header("Content-Security-Policy"))
                        .contains("default-src 'none'", "frame-ancestors 'none'");
                assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
                assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
                assertThat(answer.response().headers().map().keySet())
                        .noneMatch(name -> name.startsWith("access-control-"))
                        .doesNotContain("server", "set-cookie", "x-powered-by");
            }
        }
    }

    @Test
    void aSlowClientIsLetGo() {
        try (TestServer server = new TestServer()) {
            assertThat(RawAnswer.dripping(server.server.port(), "GET /health HTTP/1.1\r\nX: ", Duration.ofSeconds(30)))
                    .isTrue();
        }
    }
}
