package cab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SmokeCommandTest {

    private final TestTerminal terminal = new TestTerminal();

    @Test
    void eachStepIsALineWithItsTime() {
        int code = smoke(
                true,
                new SmokeProgram.Step("data", true, Duration.ofMillis(12), "50 candles"),
                new SmokeProgram.Step("buy", true, Duration.ofMillis(3), "1 at 2"));

        assertThat(code).isZero();
        assertThat(terminal.out().lines())
                .containsExactly(
                        "ok   data           12 ms  50 candles",
                        "ok   buy             3 ms  1 at 2",
                        "smoke: all steps passed");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void theStepThatFailedIsNamedAndTheExitCodeIsOne() {
        int code = smoke(
                false,
                new SmokeProgram.Step("data", true, Duration.ofMillis(12), "50 candles"),
                new SmokeProgram.Step("risk", false, Duration.ofMillis(3), "no quote"));

        assertThat(code).isEqualTo(1);
        assertThat(terminal.out()).contains("FAIL risk").contains("smoke: step risk failed");
        assertThat(terminal.err()).contains("smoke: step risk failed: no quote");
    }

    @Test
    void withJsonThereIsOneDocumentOnStandardOutput() {
        SmokeProgram program = (file, observer) -> {
            observer.accept(new SmokeProgram.Step("data", true, Duration.ofMillis(12), "50 candles"));
            return true;
        };

        int code = execute(program, "smoke", "--json");

        assertThat(code).isZero();
        assertThat(terminal.out())
                .startsWith("{")
                .contains("\"elapsed_ms\" : 12")
                .contains("\"passed\"");
        assertThat(terminal.err()).contains("ok   data");
    }

    private int smoke(boolean passed, SmokeProgram.Step... steps) {
        SmokeProgram program = (file, observer) -> {
            List.of(steps).forEach(observer);
            return passed;
        };
        return execute(program, "smoke");
    }

    private int execute(SmokeProgram program, String... arguments) {
        return new CabCommand("1", List.of(new SmokeCommand(program, terminal.terminal())), terminal.terminal())
                .execute(arguments);
    }
}
