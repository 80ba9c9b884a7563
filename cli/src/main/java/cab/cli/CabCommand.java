package cab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code cab}: finds the command that was meant and runs it. Without a command it runs the server. Every fault of usage
 * is one line and exit code 2. A fault of the program is one line and exit code 70, and names the file that has the
 * stack trace.
 */
@Command(
        name = "cab",
        description = "Trades crypto on spot markets, on paper or live.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: ./cab run", "Each command has its own --help."})
public final class CabCommand implements Runnable {

    /** The command that runs when none is named. */
    private static final String DEFAULT_COMMAND = "run";

    private static final List<String> OF_THE_VERSION = List.of("-V", "--version");
    private static final List<String> OF_THE_PROGRAM_ITSELF = List.of("-h", "--help", "-V", "--version");

    private final CommandLine commands;
    private final Terminal terminal;

    /** Commands that have not been made yet, by name. */
    private final Map<String, Supplier<Object>> unmade;

    /**
     * @param version what {@code --version} prints
     * @param subcommands objects annotated with {@link Command}
     */
    public CabCommand(String version, List<Object> subcommands, Terminal terminal) {
        this(version, Map.of(), terminal);
        subcommands.forEach(commands::addSubcommand);
    }

    /**
     * The same with commands that are made when they are named: to make all of them takes longer than some of them run.
     *
     * @param subcommands make objects annotated with {@link Command}, by the names that these have, in order
     */
    public CabCommand(String version, Map<String, Supplier<Object>> subcommands, Terminal terminal) {
        this.terminal = terminal;
        this.unmade = new LinkedHashMap<>(subcommands);
        this.commands = new CommandLine(this);
        CommandSpec spec = commands.getCommandSpec();
        spec.version("crypto-ai-bot " + version);
        spec.mixinStandardHelpOptions(true);
        configure();
    }

    /** Holds for the commands that are there: what is added later is told it as well. */
    private void configure() {
        commands.setOut(terminal.out());
        commands.setErr(terminal.err());
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setParameterExceptionHandler((wrong, arguments) -> refuse(wrong));
        commands.setExecutionExceptionHandler((fault, command, result) -> {
            if (fault instanceof ParameterException wrong) {
                return refuse(wrong);
            }
            if (fault instanceof Refusal refusal) {
                refusal.lines().forEach(terminal.err()::println);
                return refusal.exitCode();
            }
            terminal.err().println("cab: a fault of the program: " + oneLine(fault) + "; " + keep(fault));
            return ExitCode.FAULT;
        });
    }

    private static String oneLine(Throwable fault) {
        return fault.toString().lines().findFirst().orElse("").strip();
    }

    /** Writes where it came from into a file of its own, which its owner alone can read; where that is. */
    private static String keep(Throwable fault) {
        try {
            Path file = Files.createTempFile("cab-fault-", ".txt");
            try (PrintWriter trace = new PrintWriter(Files.newBufferedWriter(file))) {
                fault.printStackTrace(trace);
            }
            return "where it came from is in " + file;
        } catch (IOException unwritable) {
            return "where it came from could not be written: " + unwritable.getMessage();
        }
    }

    /** Runs the command that {@code arguments} name and gives its exit code. */
    public int execute(String... arguments) {
        String[] complete = withDefaultCommand(arguments);
        make(complete.length == 0 ? "" : complete[0]);
        int code = commands.execute(complete);
        terminal.out().flush();
        terminal.err().flush();
        return code;
    }

    /** Makes the command of that name, or all of them for who asks which there are. */
    private void make(String name) {
        if (OF_THE_VERSION.contains(name)) {
            return;
        }
        Supplier<Object> named = unmade.remove(name);
        if (named != null) {
            commands.addSubcommand(named.get());
        } else {
            unmade.values().forEach(each -> commands.addSubcommand(each.get()));
            unmade.clear();
        }
        configure();
    }

    /** Called when no command was named and there is none to run instead. */
    @Override
    public void run() {
        throw new ParameterException(commands, "a command is missing");
    }

    private String[] withDefaultCommand(String[] arguments) {
        boolean named =
                arguments.length > 0 && (!arguments[0].startsWith("-") || OF_THE_PROGRAM_ITSELF.contains(arguments[0]));
        boolean hasDefault =
                unmade.containsKey(DEFAULT_COMMAND) || commands.getSubcommands().containsKey(DEFAULT_COMMAND);
        if (named || !hasDefault) {
            return arguments;
        }
        List<String> complete = new ArrayList<>(Arrays.asList(arguments));
        complete.addFirst(DEFAULT_COMMAND);
        return complete.toArray(String[]::new);
    }

    private int refuse(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String message = Optional.ofNullable(wrong.getMessage()).orElse("wrong usage");
        terminal.err().println("cab: " + message.lines().findFirst().orElse(message) + suggestion(wrong));
        terminal.err().println("see: ./" + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static String suggestion(ParameterException wrong) {
        List<String> near = wrong instanceof CommandLine.UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions()
                : List.of();
        if (!near.isEmpty()) {
            return "; did you mean " + String.join(" or ", near) + "?";
        }
        Set<String> subcommands = wrong.getCommandLine().getSubcommands().keySet();
        return subcommands.isEmpty() ? "" : "; commands are " + String.join(", ", subcommands);
    }
}
