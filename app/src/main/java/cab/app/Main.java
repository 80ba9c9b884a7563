package cab.app;

import cab.app.assembly.AiRunner;
import cab.app.assembly.BacktestRunner;
import cab.app.assembly.DataRunner;
import cab.app.assembly.ExchangeRunner;
import cab.app.assembly.HtmlReports;
import cab.app.assembly.OptimizeRunner;
import cab.app.assembly.PortfolioRunner;
import cab.app.assembly.ReplayRunner;
import cab.app.assembly.RunningProgram;
import cab.app.assembly.SettingsReader;
import cab.app.assembly.SignalledStop;
import cab.app.assembly.SimulationRunner;
import cab.app.assembly.SmokeRunner;
import cab.app.assembly.StrategyRunner;
import cab.app.assembly.TradeRecords;
import cab.app.assembly.TradingServer;
import cab.cli.AiCommand;
import cab.cli.BacktestCommand;
import cab.cli.CabCommand;
import cab.cli.ConfigCommand;
import cab.cli.DataCommand;
import cab.cli.ExchangeCommand;
import cab.cli.OptimizeCommand;
import cab.cli.PerfCommand;
import cab.cli.RehearseCommand;
import cab.cli.RunCommand;
import cab.cli.SimulateCommand;
import cab.cli.SmokeCommand;
import cab.cli.StrategyCommand;
import cab.cli.Terminal;
import cab.cli.WhyCommand;
import cab.infrastructure.config.SettingsLoader;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Where the program starts. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Terminal terminal = Terminal.ofProcess();
        System.exit(new CabCommand(version(), commands(terminal, System.getenv()), terminal).execute(args));
    }

    /** Everything that can be asked for, by name. */
    static Map<String, Supplier<Object>> commands(Terminal terminal, Map<String, String> environment) {
        SettingsReader reader = new SettingsReader(environment);
        BacktestRunner backtests = new BacktestRunner(reader, version());
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put(
                "run", () -> new RunCommand(new TradingServer(reader, terminal, version(), wantsColours(environment))));
        commands.put("smoke", () -> new SmokeCommand(new SmokeRunner(reader), terminal));
        commands.put(
                "backtest",
                () -> new BacktestCommand(
                        backtests,
                        new PortfolioRunner(reader, version()),
                        backtests,
                        new ReplayRunner(),
                        new HtmlReports(),
                        terminal));
        commands.put("data", () -> DataCommand.of(new DataRunner(reader), terminal));
        commands.put(
                "optimize",
                () -> new OptimizeCommand(
                        new OptimizeRunner(reader, InstantSource.system()),
                        terminal,
                        System::nanoTime,
                        SignalledStop::listening));
        commands.put(
                "simulate",
                () -> new SimulateCommand(
                        new SimulationRunner(), terminal, InstantSource.system()::millis, System::nanoTime));
        commands.put("exchange", () -> new ExchangeCommand(new ExchangeRunner(terminal)));
        commands.put("perf", () -> new PerfCommand(new TradeRecords(reader, InstantSource.system()), terminal));
        commands.put("why", () -> new WhyCommand(new RunningProgram(reader), terminal));
        commands.put(
                "strategy",
                () -> new StrategyCommand(
                        new StrategyRunner(environment, System.getProperty("java.class.path", "")), terminal));
        commands.put("ai", () -> new AiCommand(new AiRunner(reader), terminal));
        commands.put(
                "config",
                () -> new ConfigCommand(new LoadedConfiguration(SettingsLoader.ofThisBuild(), environment), terminal));
        commands.put(
                "rehearse",
                () -> new RehearseCommand(
                        new Rehearsal((quiet, none) -> new CabCommand(version(), commands(quiet, none), quiet))));
        return commands;
    }

    /** As agreed on no-color.org: any value but an empty one says no. */
    static boolean wantsColours(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
