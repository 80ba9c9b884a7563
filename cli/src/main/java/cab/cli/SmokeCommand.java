package cab.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cab smoke}: does this installation work? */
@Command(
        name = "smoke",
        mixinStandardHelpOptions = true,
        description = "Takes one whole cycle on throw-away storage: connect, data, signal, risk, buy, protect, sell,"
                + " reconcile. A line per step; exit 1 names the step that failed.",
        footer = {"", "Example: ./cab smoke --json"})
public final class SmokeCommand implements Callable<Integer> {

    private final SmokeProgram program;

    private final Terminal terminal;

    @Mixin
    private final EnvFileOption envFile = new EnvFileOption();

    @Option(names = "--json", description = "Prints one JSON document instead of lines.")
    private boolean json;

    public SmokeCommand(SmokeProgram program, Terminal terminal) {
        this.program = program;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        PrintWriter out = terminal.out();
        PrintWriter err = terminal.err();
        List<SmokeProgram.Step> steps = new ArrayList<>();
        boolean passed = program.run(envFile.file(), step -> {
            steps.add(step);
            PrintWriter target = json ? err : out;
            target.println(line(step));
            target.flush();
        });
        if (json) {
            JsonText.print(document(passed, steps), out);
        } else {
            out.println(passed ? "smoke: all steps passed" : "smoke: step " + lastOf(steps) + " failed");
        }
        if (!passed) {
            err.println("smoke: step " + lastOf(steps) + " failed: "
                    + (steps.isEmpty() ? "" : steps.getLast().detail()));
        }
        return passed ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    private static String lastOf(List<SmokeProgram.Step> steps) {
        return steps.isEmpty() ? "start" : steps.getLast().name();
    }

    private static String line(SmokeProgram.Step step) {
        return String.format(
                Locale.ROOT,
                "%-4s %-10s %6d ms  %s",
                step.passed() ? "ok" : "FAIL",
                step.name(),
                step.took().toMillis(),
                step.detail());
    }

    private static Map<String, Object> document(boolean passed, List<SmokeProgram.Step> steps) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("status", passed ? "passed" : "failed");
        document.put("steps", steps.stream().map(SmokeCommand::members).toList());
        return document;
    }

    private static Map<String, Object> members(SmokeProgram.Step step) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", step.name());
        members.put("status", step.passed() ? "ok" : "failed");
        members.put("elapsed_ms", step.took().toMillis());
        members.put("detail", step.detail());
        return members;
    }
}
