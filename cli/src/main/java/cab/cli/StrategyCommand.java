package cab.cli;

import cab.domain.strategy.ParameterDescription;
import cab.domain.strategy.StrategyDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cab strategy}: which strategies there are, and how to make one's own. */
@Command(
        name = "strategy",
        description = "Lists the strategies, and makes new ones: docs/strategies.md.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | new | build)",
        footer = {
            "",
            "Example: ./cab strategy new my_idea",
            "         ./cab strategy build my_idea",
            "         ./cab backtest --candles btc.csv.gz --symbol BTC/USDT --timeframe 15m --strategy my_idea"
        })
public final class StrategyCommand {

    private final StrategyProgram program;
    private final Terminal terminal;

    public StrategyCommand(StrategyProgram program, Terminal terminal) {
        this.program = program;
        this.terminal = terminal;
    }

    @Command(
            name = "list",
            description = "Prints every strategy that STRATEGY_SET can name, with its settings.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: ./cab strategy list"})
    int list(
            @Mixin EnvFileOption envFile,
            @Option(names = "--json", description = "Prints one JSON document.") boolean json) {
        List<StrategyDescription> strategies = program.list(envFile.file());
        if (json) {
            JsonText.print(
                    Map.of(
                            "strategies",
                            strategies.stream().map(StrategyCommand::members).toList()),
                    terminal.out());
            return ExitCode.HOLDS;
        }
        for (StrategyDescription strategy : strategies) {
            terminal.out().println(strategy.name() + ": " + strategy.summary());
            strategy.parameters().forEach(parameter -> terminal.out().println("  " + words(strategy, parameter)));
        }
        return ExitCode.HOLDS;
    }

    private static String words(StrategyDescription strategy, ParameterDescription parameter) {
        return setting(strategy, parameter) + "=" + parameter.defaultValue().toPlainString() + "  # "
                + parameter.summary() + "; " + parameter.min().toPlainString() + " to "
                + parameter.max().toPlainString();
    }

    private static String setting(StrategyDescription strategy, ParameterDescription parameter) {
        return "STRATEGY_" + (strategy.name() + "_" + parameter.name()).toUpperCase(Locale.ROOT);
    }

    private static Map<String, Object> members(StrategyDescription strategy) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", strategy.name());
        members.put("summary", strategy.summary());
        members.put(
                "parameters",
                strategy.parameters().stream()
                        .map(parameter -> members(strategy, parameter))
                        .toList());
        return members;
    }

    private static Map<String, Object> members(StrategyDescription strategy, ParameterDescription parameter) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", parameter.name());
        members.put("setting", setting(strategy, parameter));
        members.put("summary", parameter.summary());
        members.put("default", parameter.defaultValue());
        members.put("min", parameter.min());
        members.put("max", parameter.max());
        members.put("whole", parameter.whole());
        return members;
    }

    @Command(
            name = "new",
            description = "Writes the sources of a new strategy, which compile and trade as they are.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: ./cab strategy new my_idea"})
    int create(
            @Parameters(paramLabel = "NAME", description = "Its name, as my_idea.") String name,
            @Option(names = "--ta4j", description = "A strategy of ta4j.") boolean ta4j,
            @Mixin EnvFileOption envFile) {
        program.create(envFile.file(), name, ta4j)
                .forEach(file -> terminal.out().println("wrote " + file));
        terminal.out().println("change them, then: ./cab strategy build " + name);
        return ExitCode.HOLDS;
    }

    @Command(
            name = "build",
            description = "Compiles a strategy and puts its jar where the program finds it.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: ./cab strategy build my_idea"})
    int build(
            @Parameters(paramLabel = "NAME", description = "Its name, or the directory of its sources.") String project,
            @Mixin EnvFileOption envFile) {
        terminal.out().println("wrote " + program.build(envFile.file(), project));
        return ExitCode.HOLDS;
    }
}
