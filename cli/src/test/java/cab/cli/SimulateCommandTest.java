package cab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SimulateCommandTest {

    private final TestTerminal terminal = new TestTerminal();
    private final List<SimulateProgram.Request> requests = new ArrayList<>();
    private final List<SimulateProgram.Run> runs = new ArrayList<>();
    private long nanos;
    private long nanosPerLook;

    @Test
    void aHuntBeginsAtAFreshSeedAndTellsHowFarItHasCome() {
        nanosPerLook = Duration.ofSeconds(6).toNanos();
        runs.add(run(100, Optional.empty()));
        runs.add(run(101, Optional.empty()));

        assertThat(execute("simulate")).isEqualTo(ExitCode.HOLDS);

        assertThat(requests)
                .containsExactly(
                        new SimulateProgram.Request(100, 20, List.of(), Optional.empty(), Optional.empty(), false));
        assertThat(terminal.out())
                .startsWith("seeds 100 to 119")
                .doesNotContain("hash")
                .contains("violations: 0");
        assertThat(terminal.err()).contains("2 of 20 runs, 0 violations, 12 s");
    }

    @Test
    void allRunsTogetherAreSummedUp() {
        nanosPerLook = Duration.ofSeconds(10).toNanos();
        runs.add(run(1, Optional.empty()));
        runs.add(run(2, Optional.empty()));

        assertThat(execute("simulate", "--seed", "1", "--seeds", "2")).isEqualTo(ExitCode.HOLDS);

        assertThat(terminal.out())
                .contains("seed 1 hash abc")
                .contains("2 runs, 4 runs per minute, 4.0 simulated days, 200 orders")
                .contains("   1 response-lost                 6")
                .contains("   2 request-lost                  0")
                .contains("exchange answered: 4 times, p99 2.0 s, longest 2.0 s")
                .contains("downtime and outages: 2 times, p99 9.0 s, longest 9.0 s");
    }

    @Test
    void aViolationIsToldWithTheLineThatTakesTheSameCourseAgain() {
        runs.add(run(
                7,
                Optional.of(new SimulateProgram.Shrunk(
                        List.of("response-lost"), 6, 1, 40, "invariant 1: small", List.of("the small end")))));

        assertThat(execute("simulate", "--seed", "7")).isEqualTo(ExitCode.DOES_NOT_HOLD);

        assertThat(terminal.out())
                .contains("VIOLATION seed 7: invariant 1: whole")
                .contains("  the small end")
                .contains("shrunk in 40 runs to 1 faults, 6 hours and 1 symbols: invariant 1: small")
                .contains("again: ./cab simulate --seed 7 --faults response-lost --hours 6 --symbols 1")
                .contains("violations: 1");
    }

    @Test
    void theOptionsReachTheProgram() {
        assertThat(execute(
                        "simulate",
                        "--seed",
                        "7",
                        "--faults",
                        "response-lost,request-lost",
                        "--hours",
                        "72",
                        "--symbols",
                        "5",
                        "--trace"))
                .isEqualTo(ExitCode.HOLDS);

        assertThat(requests)
                .containsExactly(new SimulateProgram.Request(
                        7, 1, List.of("response-lost", "request-lost"), Optional.of(72), Optional.of(5), true));
        assertThat(terminal.out()).contains("a line of the story");
    }

    @Test
    void wrongOptionsAreRefusedInOneLineBeforeAnythingRuns() {
        refused("--seeds must be 1..1000000, was 0", "--seeds", "0");
        refused("--seeds must be 1..1000000, was 1000001", "--seeds", "1000001");
        refused("--hours must be 1..72, was 0", "--hours", "0");
        refused("--hours must be 1..72, was 73", "--hours", "73");
        refused("--symbols must be 1..5, was 6", "--symbols", "6");
        refused("--trace tells one run: name it with --seed", "--trace");
        refused("--trace tells one run: name it with --seed", "--trace", "--seed", "1", "--seeds", "2");
        refused("there is no fault 'gremlins'; there are none, response-lost, request-lost", "--faults", "gremlins");
        refused("there is no fault 'none'; there are none, response-lost, request-lost", "--faults", "none,crash");
        assertThat(requests).isEmpty();
    }

    private void refused(String problem, String... options) {
        TestTerminal own = new TestTerminal();
        List<String> arguments = new ArrayList<>(List.of("simulate"));
        arguments.addAll(List.of(options));

        int code = command(own).execute(arguments.toArray(String[]::new));

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(own.out()).isEmpty();
        assertThat(own.err().strip()).isEqualTo("cab: " + problem);
    }

    private int execute(String... arguments) {
        return command(terminal).execute(arguments);
    }

    private CabCommand command(TestTerminal own) {
        SimulateProgram program = new SimulateProgram() {
            @Override
            public List<String> faults() {
                return List.of("response-lost", "request-lost");
            }

            @Override
            public void run(Request request, Listener listener) {
                requests.add(request);
                if (request.trace()) {
                    listener.told("a line of the story");
                }
                runs.forEach(listener::ran);
            }
        };
        return new CabCommand(
                "1",
                List.of(new SimulateCommand(program, own.terminal(), () -> 100, () -> nanos += nanosPerLook)),
                own.terminal());
    }

    private static SimulateProgram.Run run(long seed, Optional<SimulateProgram.Shrunk> shrunk) {
        return new SimulateProgram.Run(
                seed,
                Duration.ofDays(2),
                100,
                List.of(
                        new SimulateProgram.Injected(1, "response-lost", 3),
                        new SimulateProgram.Injected(2, "request-lost", 0)),
                List.of(9_000L),
                List.of(1_000L, 2_000L),
                shrunk.map(smaller -> "invariant 1: whole"),
                List.of("the end"),
                shrunk,
                "abc");
    }
}
