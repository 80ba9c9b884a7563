package cab.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program in live mode and an exchange, each a process, over sockets. */
final class LiveProcessTest {

    private static final String SPEED = "20";

    private final Path folder;

    LiveProcessTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateio", "bybit"})
    void itTradesOverSocketsAndAfterAKillItsBookIsThatOfTheExchange(String name) throws Exception {
        try (CabProcess exchange = exchange()) {
            String address = addressOf(exchange);
            try (CabProcess killed = bot(name, address, "local-secret")) {
                String _ = killed.awaitLine("a purchase", line -> line.contains(" bought "));
                killed.kill();
            }
            try (CabProcess bot = bot(name, address, "local-secret")) {
                String _ = bot.awaitLine("the start", line -> line.contains("started, running"));
                String _ = bot.awaitLine("a sale", line -> line.contains(" sold "));
                // Seconds away from the next purchase: an order needs a closed candle.
                int _ = bot.terminate();
            }

            JsonNode truth = new ObjectMapper().readTree(CabProcess.get(address + "/truth/main"));
            Path file = folder.resolve("data/trader-" + name + "-live.sqlite3");
            try (Connection book = DriverManager.getConnection("jdbc:sqlite:" + file)) {
                assertThat(booked(book)).isEqualTo(made(truth)).hasSizeGreaterThanOrEqualTo(2);
                assertThat(sum(book, "SELECT quantity FROM positions")).isEqualByComparingTo(coins(truth));
            }
        }
    }

    @Test
    void aWrongSecretIsOneLineAndNothingStarts() throws Exception {
        try (CabProcess exchange = exchange();
                CabProcess refused = bot(addressOf(exchange), "wrong")) {
            assertThat(refused.exitCode()).isEqualTo(78);
            assertThat(refused.rest())
                    .startsWith("cab: live trading does not start: the account cannot be read with API_KEY")
                    .hasLineCount(1);
        }
    }

    @Test
    void anExchangeThatIsNotThereYetIsWaitedFor() throws Exception {
        int port = freePort();
        try (CabProcess bot = bot("http://127.0.0.1:" + port, "local-secret")) {
            String said = bot.awaitLine("what it waits for", line -> line.startsWith("waiting for the exchange: "));
            assertThat(said).contains("nobody answers at").contains("tries again in 1 s");

            String health = CabProcess.get(said.substring(said.lastIndexOf("http://")));
            assertThat(health).contains("\"status\":\"DOWN\"").contains("\"state\":\"STARTING\"");

            try (CabProcess exchange = exchange(port)) {
                String _ = addressOf(exchange);
                String _ = bot.awaitLine("the start", line -> line.contains("started, running"));
                assertThat(bot.terminate()).isEqualTo(143);
            }
        }
    }

    @Test
    void whoWaitsForAnExchangeCanBeAskedToEnd() throws Exception {
        try (CabProcess bot = bot("http://127.0.0.1:" + freePort(), "local-secret")) {
            String _ = bot.awaitLine("what it waits for", line -> line.startsWith("waiting for the exchange: "));

            assertThat(bot.terminate()).isEqualTo(143);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private CabProcess exchange() throws Exception {
        return exchange(0);
    }

    private CabProcess exchange(int port) throws Exception {
        return CabProcess.start(
                folder,
                Map.of(),
                "exchange",
                "--port",
                Integer.toString(port),
                "--speed",
                SPEED,
                "--symbols",
                "BTC/USDT",
                "--no-rate-limits");
    }

    private static String addressOf(CabProcess exchange) throws Exception {
        String line = exchange.awaitLine("the address", said -> said.startsWith("exchange: "));
        return line.substring("exchange: ".length(), line.indexOf("/api/v4"));
    }

    private CabProcess bot(String address, String secret) throws Exception {
        return bot("gateio", address, secret);
    }

    private CabProcess bot(String name, String address, String secret) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("MODE", "live");
        settings.put("EXCHANGE", name);
        settings.put("EXCHANGE_URL", address);
        settings.put("EXCHANGE_SPEED", SPEED);
        settings.put("PRICE_FEED", "live");
        settings.put("API_KEY", "local-key");
        settings.put("API_SECRET", secret);
        settings.put("API_PORT", "0");
        settings.put("BROKER_RATE_RPS", "500");
        settings.put("BROKER_RATE_BURST", "500");
        settings.put("TRADING_TIMEFRAME", "1m");
        settings.put("MTF_ENABLED", "0");
        settings.put("STRATEGY_EMA_CROSS_FAST", "2");
        settings.put("STRATEGY_EMA_CROSS_SLOW", "4");
        settings.put("RISK_COOLDOWN_SEC", "0");
        return CabProcess.start(folder, settings);
    }

    private static Map<String, String> booked(Connection book) throws SQLException {
        Map<String, String> fills = new TreeMap<>();
        try (Statement statement = book.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT trade_id, side, price, quantity, fee, fee_currency FROM fills")) {
            while (row.next()) {
                String before = fills.put(
                        row.getString(1),
                        words(row.getString(2), row.getString(3), row.getString(4), row.getString(5))
                                + row.getString(6));
                assertThat(before).as("fill booked twice").isNull();
            }
        }
        return fills;
    }

    private static Map<String, String> made(JsonNode truth) {
        Map<String, String> fills = new TreeMap<>();
        for (JsonNode trade : truth.get("trades")) {
            String _ = fills.put(
                    trade.get("id").asText(),
                    words(
                                    trade.get("side").asText(),
                                    trade.get("price").asText(),
                                    trade.get("amount").asText(),
                                    trade.get("fee").asText())
                            + trade.get("fee_currency").asText());
        }
        return fills;
    }

    private static String words(String side, String price, String quantity, String fee) {
        return (side.equalsIgnoreCase("buy") ? "buy " : "sell ") + exact(quantity) + " at " + exact(price) + " fee "
                + exact(fee) + " ";
    }

    private static String exact(String number) {
        return new BigDecimal(number).stripTrailingZeros().toPlainString();
    }

    private static BigDecimal coins(JsonNode truth) {
        BigDecimal coins = BigDecimal.ZERO;
        for (JsonNode balance : truth.get("balances")) {
            if (balance.get("currency").asText().equals("BTC")) {
                coins = coins.add(new BigDecimal(balance.get("available").asText()))
                        .add(new BigDecimal(balance.get("locked").asText()));
            }
        }
        return coins;
    }

    /** Sums in decimals: SQLite would use floats. */
    private static BigDecimal sum(Connection connection, String query) throws SQLException {
        BigDecimal sum = BigDecimal.ZERO;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                sum = sum.add(new BigDecimal(row.getString(1)));
            }
        }
        return sum;
    }
}
