package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.cli.ExchangeProgram;
import cab.cli.Refusal;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.infrastructure.config.Settings;
import cab.infrastructure.exchange.live.UnreachableException;
import cab.infrastructure.exchange.server.ExchangeServer;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stops a start of live trading, each over sockets of an exchange on this machine. */
final class LiveStartTest {

    private static final List<Money> PLENTY = List.of(money("10000", "USDT"));

    @Test
    void whereEverythingIsRightItStarts() throws Exception {
        try (Exchange exchange = new Exchange(PLENTY, false, false)) {
            assertThat(refusal(exchange.url(), Map.of())).isEmpty();
        }
    }

    @Test
    void aWrongSecretIsRefused() throws Exception {
        try (Exchange exchange = new Exchange(PLENTY, false, false)) {
            assertThat(refusal(exchange.url(), Map.of("API_SECRET", "wrong-secret")))
                    .hasValueSatisfying(
                            line -> assertThat(line).contains("API_KEY and API_SECRET", "INVALID_SIGNATURE"));
        }
    }

    @Test
    void aKeyThatMayWithdrawIsRefusedUnlessItIsAllowed() throws Exception {
        try (Exchange exchange = new Exchange(PLENTY, true, false)) {
            assertThat(refusal(exchange.url(), Map.of()))
                    .hasValueSatisfying(line -> assertThat(line).contains("may withdraw", "LIVE_ALLOW_WITHDRAW_KEY=1"));
            assertThat(refusal(exchange.url(), Map.of("LIVE_ALLOW_WITHDRAW_KEY", "1")))
                    .isEmpty();
        }
    }

    @Test
    void aClockThatDiffersIsRefused() throws Exception {
        // Its market keeps the times of the recording, which are years away.
        try (Exchange exchange = new Exchange(PLENTY, false, true)) {
            assertThat(refusal(exchange.url(), Map.of()))
                    .hasValueSatisfying(line -> assertThat(line).contains("the clock of this machine differs by"));
        }
    }

    @Test
    void aSymbolThatIsNotListedIsRefused() throws Exception {
        try (Exchange exchange = new Exchange(PLENTY, false, false)) {
            assertThat(refusal(exchange.url(), Map.of("SYMBOLS", "BTC/USDT,DOGE/USDT")))
                    .hasValueSatisfying(line -> assertThat(line).contains("does not list DOGE/USDT"));
        }
    }

    @Test
    void anAmountBelowTheSmallestOrderIsRefused() throws Exception {
        try (Exchange exchange = new Exchange(PLENTY, false, false)) {
            assertThat(refusal(exchange.url(), Map.of("FIXED_AMOUNT", "0.5")))
                    .hasValueSatisfying(line -> assertThat(line).contains("less than the smallest order of BTC/USDT"));
        }
    }

    @Test
    void tooLittleCashIsRefusedUnlessThereAreCoinsToGuard() throws Exception {
        try (Exchange poor = new Exchange(List.of(money("999.99", "USDT")), false, false)) {
            assertThat(refusal(poor.url(), Map.of("FIXED_AMOUNT", "1000")))
                    .hasValueSatisfying(line -> assertThat(line).contains("less than one order of FIXED_AMOUNT=1000"));
            assertThat(refusal(poor.url(), Map.of("FIXED_AMOUNT", "999.99"))).isEmpty();
        }
        try (Exchange holding = new Exchange(List.of(money("1", "USDT"), money("0.1", "BTC")), false, false)) {
            assertThat(refusal(holding.url(), Map.of("FIXED_AMOUNT", "1000"))).isEmpty();
        }
    }

    @Test
    void anAddressOfThisMachineThatIsNoLocalExchangeNeedsArming() throws Exception {
        HttpServer tunnel = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tunnel.createContext("/", request -> {
            request.sendResponseHeaders(404, -1);
            request.close();
        });
        tunnel.start();
        try {
            String url = "http://127.0.0.1:" + tunnel.getAddress().getPort();

            assertThat(refusal(url, Map.of()))
                    .hasValueSatisfying(line -> assertThat(line)
                            .contains("no local exchange of this program", "LIVE_ARMED must say real-money"));
            assertThat(refusal(url, Map.of("LIVE_ARMED", "real-money", "EXCHANGE_SPEED", "20")))
                    .hasValueSatisfying(line -> assertThat(line).contains("EXCHANGE_SPEED must be 1"));
        } finally {
            tunnel.stop(0);
        }
    }

    @Test
    void whereNobodyAnswersItIsWorthWaiting() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThatThrownBy(() -> open("http://127.0.0.1:" + port, Map.of())).isInstanceOf(UnreachableException.class);
    }

    /** Why it does not start; empty when it does. */
    private static Optional<String> refusal(String url, Map<String, String> more) {
        try {
            open(url, more);
            return Optional.empty();
        } catch (Refusal refused) {
            return Optional.of(String.join("\n", refused.lines()));
        }
    }

    private static void open(String url, Map<String, String> more) {
        Map<String, String> values = new HashMap<>(Map.of(
                "MODE", "live",
                "EXCHANGE", "gateio",
                "EXCHANGE_URL", url,
                "PRICE_FEED", "live",
                "API_KEY", "local-key",
                "API_SECRET", "local-secret",
                "BROKER_RATE_RPS", "500",
                "BROKER_RATE_BURST", "500"));
        values.putAll(more);
        Settings settings = new SettingsReader(values).read(Optional.empty());
        LiveWorld.open(settings, fault -> {
                    throw new AssertionError(fault);
                })
                .close();
    }

    private static Money money(String amount, String currency) {
        return Money.of(amount, new Currency(currency));
    }

    /** An exchange of BTC/USDT, served on a free port. */
    private static final class Exchange implements AutoCloseable {

        private final ExchangeWorld world;
        private final ExchangeServer server;

        private Exchange(List<Money> balances, boolean mayWithdraw, boolean keepsTimes) throws IOException {
            world = ExchangeWorld.open(
                    new ExchangeProgram.Request(
                            "127.0.0.1",
                            0,
                            List.of(Symbol.of("BTC/USDT")),
                            new ExchangeProgram.Market(Optional.empty(), Timeframe.M1, 1, 1, keepsTimes),
                            new ExchangeProgram.Access("local-key", "local-secret", 1, balances, mayWithdraw),
                            "",
                            Optional.empty(),
                            false,
                            false),
                    fault -> {
                        throw new AssertionError(fault);
                    });
            server = new ExchangeServer(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    world.faces(),
                    Optional.of(world.truth()),
                    world.faults());
            world.start();
            server.start();
        }

        private String url() {
            return server.url();
        }

        @Override
        public void close() {
            server.close();
            world.close();
        }
    }
}
