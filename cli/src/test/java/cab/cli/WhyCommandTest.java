package cab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.trading.DecisionLog;
import cab.application.trading.Verdict;
import cab.domain.signal.DecisionStep;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhyCommandTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final TestTerminal terminal = new TestTerminal();
    private final List<String> asked = new ArrayList<>();
    private List<DecisionLog.Entry> answer = List.of();

    @Test
    void eachCandleIsToldWithItsVerdictAndWhatEachPartSaid() {
        answer = List.of(
                new DecisionLog.Entry(
                        NOON,
                        Verdict.RISK_DENIED,
                        Optional.of("cooldown: wait 12 s"),
                        64_000.5,
                        List.of(
                                new DecisionStep("ema_cross", "BUY 1.0", "crossed above"),
                                new DecisionStep("second_opinion", "BUY 1.0", ""))),
                new DecisionLog.Entry(NOON.minusSeconds(900), Verdict.WARMING_UP, Optional.empty(), 0, List.of()));

        assertThat(run("why", "BTC/USDT", "--last", "2")).isZero();

        assertThat(asked).containsExactly("BTC/USDT 2");
        assertThat(terminal.out().lines())
                .containsExactly(
                        "2026-03-01T12:00:00Z at 64000.5  a risk rule said no",
                        "  cooldown: wait 12 s",
                        "  ema_cross: BUY 1.0 (crossed above)",
                        "  second_opinion: BUY 1.0",
                        "2026-03-01T11:45:00Z  too few candles so far");
    }

    @Test
    void asJsonNothingIsLeftOut() throws Exception {
        answer = List.of(new DecisionLog.Entry(
                NOON,
                Verdict.TREND_DOWN,
                Optional.empty(),
                50,
                List.of(new DecisionStep("trend", "long forbidden", "x"))));

        assertThat(run("why", "BTC/USDT", "--json")).isZero();

        JsonNode decision =
                new ObjectMapper().readTree(terminal.out()).get("decisions").get(0);
        assertThat(decision.get("closed_at").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(decision.get("close").asText()).isEqualTo("50");
        assertThat(decision.get("verdict").asText()).isEqualTo("TREND_DOWN");
        assertThat(decision.get("detail").isNull()).isTrue();
        assertThat(decision.get("steps").get(0).get("answer").asText()).isEqualTo("long forbidden");
    }

    @Test
    void beforeTheFirstCandleItSaysSo() {
        assertThat(run("why", "BTC/USDT")).isZero();
        assertThat(asked).containsExactly("BTC/USDT 1");
        assertThat(terminal.out()).isEqualTo("no candle has been decided on yet\n");
    }

    @Test
    void numbersOutOfRangeAreWrongUsage() {
        assertThat(run("why", "BTC/USDT", "--last", "0")).isEqualTo(2);
        assertThat(run("why", "BTC/USDT", "--last", "1001")).isEqualTo(2);
        assertThat(run("why")).isEqualTo(2);
        assertThat(asked).isEmpty();
    }

    private int run(String... arguments) {
        WhyProgram program = (envFile, symbol, count) -> {
            asked.add(symbol + " " + count);
            return answer;
        };
        return new CabCommand("test", List.of(new WhyCommand(program, terminal.terminal())), terminal.terminal())
                .execute(arguments);
    }
}
