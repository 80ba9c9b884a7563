package cab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.Dust;
import cab.application.port.TradeHistory;
import cab.domain.market.Symbol;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.LiquiditySide;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import cab.domain.position.Position;
import cab.domain.position.RealisedTrade;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PerfCommandTest {

    private static final Symbol BTC = Symbol.of("BTC/USDT");
    private static final Symbol ETH_BTC = Symbol.of("ETH/BTC");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final TestTerminal terminal = new TestTerminal();
    private final Asked history = new Asked();

    @Test
    void aDayIsSummedUpForAPerson() {
        history.sell(BTC, "t1", "12.345", "0.05 USDT");
        history.sell(BTC, "t2", "-2", "0.001 BNB");

        assertThat(run("perf")).isZero();

        assertThat(terminal.out().lines())
                .containsExactly(
                        "2026-03-01 (UTC)",
                        "symbol             realised         fees         turnover   orders  won/lost",
                        "BTC/USDT             +10.34         0.05           200.00        2       1/1",
                        "all USDT             +10.34         0.05           200.00        2       1/1",
                        "and fees in other coins, which are not in the result: 0.001 BNB");
        assertThat(terminal.err()).isEqualTo("a note\n");
    }

    @Test
    void aDayWithoutTradesSaysSo() {
        assertThat(run("perf")).isZero();

        assertThat(terminal.out()).isEqualTo("2026-03-01 (UTC)\nnothing was traded\n");
    }

    @Test
    void withoutTradesTheSumsAreZero() throws IOException {
        assertThat(run("perf", "--json")).isZero();

        JsonNode json = new ObjectMapper().readTree(terminal.out());
        assertThat(json.get("realised_pnl").asText()).isEqualTo("0");
        assertThat(json.get("orders").asInt()).isZero();
    }

    @Test
    void theJsonIsOneDocumentWithTheSumsOnTop() throws IOException {
        history.sell(BTC, "t1", "12.345", "0.05 USDT");

        assertThat(run("perf", "--json", "--symbol", "BTC/USDT")).isZero();

        JsonNode json = new ObjectMapper().readTree(terminal.out());
        assertThat(json.get("from").asText()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(json.get("to").asText()).isEqualTo("2026-03-02T00:00:00Z");
        assertThat(json.get("realised_pnl").asText()).isEqualTo("12.345");
        assertThat(json.get("fees").asText()).isEqualTo("0.05");
        assertThat(json.get("turnover").asText()).isEqualTo("100");
        assertThat(json.get("orders").asInt()).isEqualTo(1);
        assertThat(json.get("symbols").get(0).get("symbol").asText()).isEqualTo("BTC/USDT");
        assertThat(history.symbol).contains(BTC);
    }

    @Test
    void dustIsToldWithWhatItCost() throws IOException {
        history.dust = List.of(new Dust(
                new BotId("BTC/USDT"), BTC, new Position(Quantity.of("0.00000123"), Money.of("0.12", BTC.quote()))));

        assertThat(run("perf")).isZero();
        assertThat(terminal.out())
                .contains("dust 0.00000123 BTC, cost 0.12 USDT (BTC/USDT): too small to be sold,"
                        + " goes with the next sale");
    }

    @Test
    void dustStandsInTheJsonToo() throws IOException {
        history.dust = List.of(new Dust(
                new BotId("BTC/USDT"), BTC, new Position(Quantity.of("0.00000123"), Money.of("0.12", BTC.quote()))));

        assertThat(run("perf", "--json")).isZero();

        JsonNode dust = new ObjectMapper().readTree(terminal.out()).get("dust").get(0);
        assertThat(dust.get("quantity").asText()).isEqualTo("0.00000123");
        assertThat(dust.get("cost").asText()).isEqualTo("0.12");
        assertThat(dust.get("symbol").asText()).isEqualTo("BTC/USDT");
    }

    @Test
    void twoCurrenciesHaveNoSum() throws IOException {
        history.sell(BTC, "t1", "1", "0 USDT");
        history.sell(ETH_BTC, "t2", "1", "0 BTC");

        assertThat(run("perf", "--json")).isZero();

        JsonNode json = new ObjectMapper().readTree(terminal.out());
        assertThat(json.has("realised_pnl")).isFalse();
        assertThat(json.get("totals")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "--from=2026-01-01 --to=2026-01-31, 2026-01-01T00:00:00Z, 2026-02-01T00:00:00Z",
        "--from=2026-01-01T10:00:00Z --to=2026-01-01T11:00:00Z, 2026-01-01T10:00:00Z, 2026-01-01T11:00:00Z",
        "--from=2026-02-27, 2026-02-27T00:00:00Z, 2026-03-02T00:00:00Z",
        "--to=2026-02-27, 2026-02-27T00:00:00Z, 2026-02-28T00:00:00Z",
        "--to=2026-02-27T10:00:00Z, 2026-02-27T00:00:00Z, 2026-02-27T10:00:00Z",
    })
    void aDayIsMeantAsAWhole(String options, Instant from, Instant to) {
        List<String> arguments = new ArrayList<>(List.of("perf"));
        arguments.addAll(List.of(options.split(" ", -1)));

        assertThat(run(arguments.toArray(String[]::new))).isZero();

        assertThat(history.from).isEqualTo(from);
        assertThat(history.to).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource({
        "--from=yesterday, must be a day like 2026-01-31",
        "--from=2026-02-30, must be a day like 2026-01-31",
        "--from=2026-03-02 --to=2026-02-01, must not be later than --to",
        "--symbol=BTCUSDT, must look like BTC/USDT",
        "--jsn, --json",
    })
    void wrongUsageIsToldInALineWithExitCode2(String options, String words) {
        List<String> arguments = new ArrayList<>(List.of("perf"));
        arguments.addAll(List.of(options.split(" ", -1)));

        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);

        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err().replace("a note\n", "")).startsWith("cab: ").contains(words);
        assertThat(terminal.err()).doesNotContain("\tat ");
    }

    private int run(String... arguments) {
        PerfProgram program = new PerfProgram() {
            @Override
            public <T> T read(Optional<Path> envFile, Function<Records, T> question) {
                return question.apply(new Records(history, NOON, List.of("a note")));
            }
        };
        return new CabCommand("1", List.of(new PerfCommand(program, terminal.terminal())), terminal.terminal())
                .execute(arguments);
    }

    /** Answers with all it has and remembers what it was asked. */
    private static final class Asked implements TradeHistory {

        private List<Dust> dust = List.of();

        private final List<Fill> fills = new ArrayList<>();
        private final List<RealisedTrade> trades = new ArrayList<>();
        private Optional<Symbol> symbol = Optional.empty();
        private Instant from = Instant.EPOCH;
        private Instant to = Instant.EPOCH;

        void sell(Symbol of, String trade, String result, String fee) {
            String[] parts = fee.split(" ", -1);
            fills.add(new Fill(
                    new TradeId(trade),
                    new ClientOrderId("order-" + trade),
                    of,
                    Side.SELL,
                    Price.of("50"),
                    Quantity.of("2"),
                    Money.of(parts[0], new Currency(parts[1])),
                    LiquiditySide.TAKER,
                    NOON));
            Money zero = Money.zero(of.quote());
            trades.add(new RealisedTrade(
                    new TradeId(trade), of, Quantity.of("2"), zero, zero, zero, Money.of(result, of.quote()), NOON));
        }

        @Override
        public List<RealisedTrade> realised(Optional<Symbol> asked, Instant begin, Instant end) {
            return List.copyOf(trades);
        }

        @Override
        public List<Fill> fills(Optional<Symbol> asked, Instant begin, Instant end) {
            symbol = asked;
            from = begin;
            to = end;
            return List.copyOf(fills);
        }

        @Override
        public int orders(Optional<Symbol> asked, Instant begin, Instant end) {
            return (int) fills.stream()
                    .filter(fill -> asked.map(fill.symbol()::equals).orElse(true))
                    .count();
        }

        @Override
        public List<Dust> dust(Optional<Symbol> symbol) {
            return dust;
        }

        @Override
        public Optional<Instant> latestFillAt() {
            return Optional.of(NOON);
        }
    }
}
