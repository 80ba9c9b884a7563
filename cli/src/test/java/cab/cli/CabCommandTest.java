package cab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class CabCommandTest {

    private final TestTerminal terminal = new TestTerminal();

    @Test
    void theVersionIsPrinted() {
        assertThat(cab().execute("--version")).isZero();

        assertThat(terminal.out()).isEqualTo("crypto-ai-bot 1.2.3\n");
    }

    @Test
    void helpListsTheCommands() {
        assertThat(cab(new Run()).execute("--help")).isZero();

        assertThat(terminal.out()).contains("run", "Runs.", "Example: ./cab run");
    }

    @Test
    void withoutACommandTheServerRuns() {
        assertThat(cab(new Run()).execute()).isEqualTo(40);
        assertThat(cab(new Run()).execute("--port", "2")).isEqualTo(42);
        assertThat(cab(new Run()).execute("run", "--port", "3")).isEqualTo(43);
    }

    @Test
    void aCommandThatIsMissingIsWrongUsage() {
        assertThat(cab().execute()).isEqualTo(2);

        assertThat(terminal.err()).startsWith("cab: a command is missing\nsee: ./cab --help");
    }

    @Test
    void whatIsNotUnderstoodIsOneLineAndAWayToHelp() {
        assertThat(cab(new Run()).execute("rnu")).isEqualTo(2);
        assertThat(cab(new Run()).execute("run", "--prot", "1")).isEqualTo(2);
        assertThat(cab(new Run()).execute("run", "--port", "x")).isEqualTo(2);

        assertThat(terminal.err().lines())
                .hasSize(6)
                .anySatisfy(line -> assertThat(line).contains("'rnu'; commands are run"))
                .anySatisfy(line -> assertThat(line).contains("--prot"))
                .anySatisfy(line -> assertThat(line).contains("--port").contains("'x'"))
                .anySatisfy(line -> assertThat(line).isEqualTo("see: ./cab run --help"));
    }

    @Test
    void aFaultOfTheProgramIsOneLineThatNamesTheFileWithTheRest() throws Exception {
        assertThat(cab(new Run()).execute("run", "--port", "13")).isEqualTo(70);

        assertThat(terminal.err())
                .startsWith("cab: a fault of the program: java.lang.IllegalStateException: thirteen; ")
                .hasLineCount(1);
        Path file = Path.of(
                terminal.err().substring(terminal.err().lastIndexOf(' ')).strip());
        assertThat(file).content().contains("thirteen").contains("\tat ");
        Files.delete(file);
        assertThat(terminal.out()).isEmpty();
    }

    private CabCommand cab(Object... commands) {
        return new CabCommand("1.2.3", List.of(commands), terminal.terminal());
    }

    /** Ends with 40 more than its option. */
    @Command(name = "run", description = "Runs.")
    private static final class Run implements Callable<Integer> {

        @Option(names = "--port")
        private int port;

        @Override
        public Integer call() {
            if (port == 13) {
                throw new IllegalStateException("thirteen");
            }
            return 40 + port;
        }
    }

    @Test
    void onlyTheCommandThatIsNamedIsMade() {
        List<String> made = new ArrayList<>();
        Map<String, Supplier<Object>> late = new LinkedHashMap<>();
        late.put("run", () -> made(made, "run", new Run()));
        late.put("simple", () -> made(made, "simple", new Simple()));

        assertThat(new CabCommand("1", late, terminal.terminal()).execute("simple"))
                .isEqualTo(3);
        assertThat(made).containsExactly("simple");

        made.clear();
        assertThat(new CabCommand("1", late, terminal.terminal()).execute()).isEqualTo(40);
        assertThat(new CabCommand("1", late, terminal.terminal()).execute("--version"))
                .isZero();
        assertThat(made).containsExactly("run");

        made.clear();
        assertThat(new CabCommand("1", late, terminal.terminal()).execute("--help"))
                .isZero();
        assertThat(made).containsExactly("run", "simple");
        assertThat(terminal.out()).contains("simple");
        assertThat(new CabCommand("1", late, terminal.terminal()).execute("simpel"))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("did you mean simple?");
    }

    private static Object made(List<String> all, String name, Object command) {
        all.add(name);
        return command;
    }

    @Command(name = "simple")
    private static final class Simple implements Callable<Integer> {

        @Override
        public Integer call() {
            return 3;
        }
    }
}
