package cab.cli;

import cab.cli.ConfigurationProgram.ConfigurationReport;
import cab.cli.ConfigurationProgram.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cab config}: what the settings are and whether they are right. */
@Command(
        name = "config",
        description = "Checks and shows the settings.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(check | show)",
        footer = {"", "Example: ./cab config check --env-file conf/paper.env"})
public final class ConfigCommand {

    private final ConfigurationProgram program;
    private final Terminal terminal;

    public ConfigCommand(ConfigurationProgram program, Terminal terminal) {
        this.program = program;
        this.terminal = terminal;
    }

    @Command(
            name = "check",
            description = "Checks all settings and names every problem; exit code 78 when there is one.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: ./cab config check --env-file conf/paper.env"})
    int check(
            @Mixin EnvFileOption envFile,
            @Option(names = "--json", description = "Prints one JSON document.") boolean json) {
        return switch (program.read(envFile.file())) {
            case ConfigurationReport.Invalid(List<String> problems) -> {
                if (json) {
                    JsonText.print(document("valid", false, "problems", problems), terminal.out());
                }
                yield terminal.refuseConfiguration(problems);
            }
            case ConfigurationReport.Valid(List<Entry> entries, List<String> notices) -> {
                terminal.warn(notices);
                if (json) {
                    JsonText.print(document("valid", true, "notices", notices), terminal.out());
                } else {
                    long changed = entries.stream()
                            .filter(entry -> !entry.source().equals("default"))
                            .count();
                    terminal.out()
                            .println("the configuration is right: " + entries.size() + " settings, " + changed
                                    + " of them set");
                }
                yield ExitCode.HOLDS;
            }
        };
    }

    @Command(
            name = "show",
            description = "Prints every setting, its value and where it comes from; secrets as ***.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: ./cab config show --json"})
    int show(
            @Mixin EnvFileOption envFile,
            @Option(names = "--json", description = "Prints one JSON document.") boolean json) {
        return switch (program.read(envFile.file())) {
            case ConfigurationReport.Invalid(List<String> problems) -> terminal.refuseConfiguration(problems);
            case ConfigurationReport.Valid(List<Entry> entries, List<String> notices) -> {
                terminal.warn(notices);
                if (json) {
                    JsonText.print(
                            document(
                                    "settings",
                                    entries.stream().map(ConfigCommand::members).toList(),
                                    "notices",
                                    notices),
                            terminal.out());
                } else {
                    entries.forEach(entry ->
                            terminal.out().println(entry.name() + "=" + entry.value() + "  # " + entry.source()));
                }
                yield ExitCode.HOLDS;
            }
        };
    }

    private static Map<String, Object> members(Entry entry) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", entry.name());
        members.put("value", entry.value());
        members.put("source", entry.source());
        return members;
    }

    private static Map<String, Object> document(String first, Object firstValue, String second, Object secondValue) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(first, firstValue);
        document.put(second, secondValue);
        return document;
    }
}
