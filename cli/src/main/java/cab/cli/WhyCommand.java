package cab.cli;

import cab.application.trading.DecisionLog;
import cab.domain.market.Candle;
import cab.domain.market.Symbol;
import cab.domain.signal.DecisionStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cab why}: what was decided on the latest candles, and why. */
@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        description =
                "Asks the running program what it decided on the latest candles of a symbol, which rule or condition said"
                        + " no, and what each strategy, the trend and the second opinion said, newest candle first.",
        footer = {"", "Example: ./cab why BTC/USDT --last 5"})
public final class WhyCommand implements Callable<Integer> {

    private static final int LAST_MAX = 1_000;

    private final WhyProgram program;
    private final Terminal terminal;

    @Mixin
    private final EnvFileOption envFile = new EnvFileOption();

    @Parameters(
            index = "0",
            paramLabel = "SYMBOL",
            converter = SymbolConverter.class,
            description = "What is traded, such as BTC/USDT.")
    private @Nullable Symbol symbol;

    @Option(names = "--last", paramLabel = "N", description = "How many candles, 1 to 1000 (default: 1).")
    private int last = 1;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    public WhyCommand(WhyProgram program, Terminal terminal) {
        this.program = program;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (last < 1 || last > LAST_MAX) {
            throw new Refusal(
                    ExitCode.USAGE, List.of("cab: --last must be a number from 1 to " + LAST_MAX + ", was " + last));
        }
        Symbol asked = Objects.requireNonNull(symbol);
        List<DecisionLog.Entry> entries = program.latest(envFile.file(), asked, last);
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("symbol", asked.toString());
            document.put("decisions", entries.stream().map(WhyCommand::members).toList());
            JsonText.print(document, terminal.out());
        } else {
            if (entries.isEmpty()) {
                terminal.out().println("no candle has been decided on yet");
            }
            entries.forEach(this::print);
        }
        return ExitCode.HOLDS;
    }

    private void print(DecisionLog.Entry entry) {
        String price = entry.close() > 0 ? " at " + Candle.exactPrice(entry.close()) : "";
        terminal.out().println(entry.closedAt() + price + "  " + entry.verdict().words());
        entry.detail().ifPresent(detail -> terminal.out().println("  " + detail));
        for (DecisionStep step : entry.steps()) {
            String reason = step.reason().isEmpty() ? "" : " (" + step.reason() + ")";
            terminal.out().println("  " + step.part() + ": " + step.answer() + reason);
        }
    }

    private static Map<String, @Nullable Object> members(DecisionLog.Entry entry) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("closed_at", entry.closedAt().toString());
        members.put(
                "close", entry.close() > 0 ? Candle.exactPrice(entry.close()).toString() : null);
        members.put("verdict", entry.verdict().name());
        members.put("reason", entry.verdict().words());
        members.put("detail", entry.detail().orElse(null));
        members.put("steps", entry.steps().stream().map(WhyCommand::members).toList());
        return members;
    }

    private static Map<String, Object> members(DecisionStep step) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("part", step.part());
        members.put("answer", step.answer());
        members.put("reason", step.reason());
        return members;
    }
}
