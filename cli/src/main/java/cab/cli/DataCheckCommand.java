package cab.cli;

import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cab data check}: can the candles be trusted? */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Looks for what is odd about the stored candles: gaps, outliers, times without trades. Exit code 1"
                        + " when something is grave: a day or more without candles or trades, a price that doubles or halves at"
                        + " once, a fifth of the candles missing, a file that cannot be read.",
        footer = {"", "Example: ./cab data check --symbol BTC/USDT --timeframe 15m"})
final class DataCheckCommand implements Callable<Integer> {

    private static final int SHOWN = 5;
    private static final int SHOWN_MAX = 10_000;

    private final DataProgram program;
    private final Terminal terminal;

    @Mixin
    private final EnvFileOption envFile = new EnvFileOption();

    @Option(
            names = "--symbol",
            paramLabel = "SYMBOL",
            converter = SymbolConverter.class,
            description = "Only this symbol (default: all).")
    private @Nullable Symbol symbol;

    @Option(
            names = "--timeframe",
            paramLabel = "TIMEFRAME",
            converter = TimeframeConverter.class,
            description = "Only candles of this length (default: all).")
    private @Nullable Timeframe timeframe;

    @Option(names = "--exchange", paramLabel = "NAME", description = "Only those of one exchange (default: all).")
    private @Nullable String exchange;

    @Option(names = "--all", description = "Shows every place, not the five worst of each series.")
    private boolean showsAll;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    DataCheckCommand(DataProgram program, Terminal terminal) {
        this.program = program;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<DataProgram.Checked> all = program.check(new DataProgram.CheckRequest(
                envFile.file(),
                Optional.ofNullable(exchange),
                Optional.ofNullable(symbol),
                Optional.ofNullable(timeframe)));
        boolean isGrave = all.stream().anyMatch(DataProgram.Checked::isGrave);
        if (json) {
            JsonText.print(
                    Map.of(
                            "grave",
                            isGrave,
                            "series",
                            all.stream().map(DataText::document).toList()),
                    terminal.out());
        } else {
            all.stream()
                    .flatMap(checked -> DataText.lines(checked, showsAll ? SHOWN_MAX : SHOWN).stream())
                    .forEach(terminal.out()::println);
        }
        return isGrave ? ExitCode.DOES_NOT_HOLD : ExitCode.HOLDS;
    }
}
