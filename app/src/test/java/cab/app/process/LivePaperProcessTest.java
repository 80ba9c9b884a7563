package cab.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on paper at the prices of an exchange, which is another process. */
final class LivePaperProcessTest {

    private static final String SPEED = "20";

    private final Path folder;

    LivePaperProcessTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void itTradesAtTheExchangesPricesWithoutAKeyAndAfterAKillItsBookIsThatOfThePaperAccount() throws Exception {
        try (CabProcess exchange = exchange()) {
            String address = addressOf(exchange);
            try (CabProcess killed = bot(address)) {
                assertThat(killed.awaitLine("the market", line -> line.startsWith("market: ")))
                        .isEqualTo(
                                "market: live prices of gateio at " + address + "; fills are simulated, no real money");
                String _ = killed.awaitLine("a purchase", line -> line.contains(" bought "));
                killed.kill();
            }
            try (CabProcess bot = bot(address)) {
                String _ = bot.awaitLine("the start", line -> line.contains("started, running"));
                String _ = bot.awaitLine("a sale", line -> line.contains(" sold "));
                int _ = bot.terminate();
            }
            assertThat(CabProcess.get(address + "/truth/main"))
                    .as("nothing reached the exchange")
                    .contains("\"trades\":[]");
        }

        BookComparison comparison = BookComparison.of(
                folder.resolve("data/trader-gateio-paper-live.sqlite3"),
                folder.resolve("data/paper-exchange-trader-gateio-paper-live.sqlite3"));
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.fills()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void anExchangeThatGoesAwayIsToldByHealthAndComesBackByItself() throws Exception {
        String address;
        try (CabProcess exchange = exchange()) {
            address = addressOf(exchange);
            try (CabProcess bot = bot(address)) {
                String url = bot.url();
                String _ = bot.awaitLine("the start", line -> line.contains("started, running"));
                exchange.kill();
                String _ = bot.awaitLine("that the stream ended", line -> line.contains("the stream ended"));
                assertThat(CabProcess.get(url + "/health")).contains("the stream is cut off");
                int before = cycles(url);

                try (CabProcess again = exchange("--port", address.substring(address.lastIndexOf(':') + 1))) {
                    String _ = addressOf(again);
                    // A market that is played faster stands behind its clock after a break; the candles close all the
                    // same.
                    for (int tries = 0; tries < 120 && cycles(url) <= before + 1; tries++) {
                        assertThat(bot.endsWithin(500)).isFalse();
                    }
                    assertThat(cycles(url)).isGreaterThan(before + 1);
                    assertThat(CabProcess.get(url + "/health")).doesNotContain("the stream is cut off");
                    int _ = bot.terminate();
                }
            }
        }
    }

    @Test
    void withoutTheExchangeItSaysSoAndWaitsForIt() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (CabProcess bot = bot("http://127.0.0.1:" + free)) {
            String _ = bot.awaitLine("that it waits", line -> line.contains("tries again in"));
            try (CabProcess exchange = exchange("--port", Integer.toString(free))) {
                String _ = addressOf(exchange);
                String _ = bot.awaitLine("the start", line -> line.contains("started, running"));
            }
        }
    }

    /** Candles that were decided on. */
    private static int cycles(String url) throws Exception {
        return new ObjectMapper()
                .readTree(CabProcess.get(url + "/orchestrator/status?symbol=BTC/USDT"))
                .get("cycles")
                .asInt();
    }

    private CabProcess exchange() throws Exception {
        return exchange("--port", "0");
    }

    private CabProcess exchange(String... port) throws Exception {
        return CabProcess.start(
                folder,
                Map.of(),
                "exchange",
                port[0],
                port[1],
                "--speed",
                SPEED,
                "--symbols",
                "BTC/USDT",
                "--no-rate-limits",
                // The market of one that is started again goes on where it was.
                "--state",
                "exchange.sqlite3");
    }

    private static String addressOf(CabProcess exchange) throws Exception {
        String line = exchange.awaitLine("the address", said -> said.startsWith("exchange: "));
        return line.substring("exchange: ".length(), line.indexOf("/api/v4"));
    }

    private CabProcess bot(String address) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("PRICE_FEED", "live");
        settings.put("EXCHANGE_URL", address);
        settings.put("EXCHANGE_SPEED", SPEED);
        settings.put("API_PORT", "0");
        settings.put("BROKER_RATE_RPS", "500");
        settings.put("BROKER_RATE_BURST", "500");
        settings.put("TRADING_TIMEFRAME", "1m");
        settings.put("STRATEGY_EMA_CROSS_FAST", "2");
        settings.put("STRATEGY_EMA_CROSS_SLOW", "4");
        settings.put("RISK_COOLDOWN_SEC", "0");
        settings.put("MTF_ENABLED", "0");
        return CabProcess.start(folder, settings);
    }
}
