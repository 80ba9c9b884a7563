package cab.app;

import cab.cli.CabCommand;
import cab.cli.ConfigCommand;
import cab.cli.Terminal;
import cab.infrastructure.config.SettingsLoader;
import java.util.List;
import java.util.Optional;

/** Where the program starts. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Terminal terminal = Terminal.ofProcess();
        SettingsLoader loader = SettingsLoader.ofThisBuild();
        List<Object> commands = List.of(new ConfigCommand(new LoadedConfiguration(loader, System.getenv()), terminal));
        System.exit(new CabCommand(version(), commands, terminal).execute(args));
    }

    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
