package cab.app;

import cab.app.assembly.AiRunner;
import cab.app.assembly.BacktestRunner;
import cab.app.assembly.DataRunner;
import cab.app.assembly.ExchangeRunner;
import cab.app.assembly.HtmlReports;
import cab.app.assembly.OptimizeRunner;
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
import cab.cli.RunCommand;
import cab.cli.SimulateCommand;
import cab.cli.SmokeCommand;
import cab.cli.StrategyCommand;
import cab.cli.Terminal;
import cab.cli.WhyCommand;
import cab.infrastructure.config.SettingsLoader;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the program starts. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Terminal terminal = Terminal.ofProcess();
        System.exit(new CabCommand(version(), commands(terminal, System.getenv()), terminal).execute(args));
    }

    private static List<Object> commands(Terminal terminal, Map<String, String> environment) {
        SettingsReader reader = new SettingsReader(environment);
        BacktestRunner backtests = new BacktestRunner(reader, version());
        return List.of(
                new RunCommand(new TradingServer(reader, terminal, version(), wantsColours(environment))),
                new SmokeCommand(new SmokeRunner(reader), terminal),
                new BacktestCommand(backtests, backtests, new ReplayRunner(), new HtmlReports(), terminal),
                DataCommand.of(new DataRunner(reader), terminal),
                new OptimizeCommand(
                        new OptimizeRunner(reader, InstantSource.system()),
                        terminal,
                        System::nanoTime,
                        SignalledStop::listening),
                new SimulateCommand(new SimulationRunner(), terminal, InstantSource.system()::millis, System::nanoTime),
                new ExchangeCommand(new ExchangeRunner(terminal)),
                new PerfCommand(new TradeRecords(reader, InstantSource.system()), terminal),
                new WhyCommand(new RunningProgram(reader), terminal),
                new StrategyCommand(
                        new StrategyRunner(environment, System.getProperty("java.class.path", "")), terminal),
                new AiCommand(new AiRunner(reader), terminal),
                new ConfigCommand(new LoadedConfiguration(SettingsLoader.ofThisBuild(), environment), terminal));
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
