package cab.launcher;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The main class of {@code app.jar}. */
public final class Launcher {
    private static final int OLDEST_JAVA = 25;
    private static final int CONFIGURATION_IS_WRONG = 78;
    private static final String PROGRAM = "cab.app.Main";

    private Launcher() {}

    public static void main(String[] args) throws Throwable {
        if (Runtime.version().feature() >= OLDEST_JAVA) {
            ParentWatch.startIfLaunched();
            runHere(args);
        } else {
            System.exit(runOnNewerJava(args));
        }
    }

    private static void runHere(String[] args) throws Throwable {
        try {
            Class.forName(PROGRAM).getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException thrownByProgram) {
            throw Optional.ofNullable(thrownByProgram.getCause()).orElse(thrownByProgram);
        }
    }

    private static int runOnNewerJava(String[] args) throws IOException, InterruptedException, URISyntaxException {
        Optional<Path> home = JdkFinder.ofThisMachine(OLDEST_JAVA).find();
        if (home.isEmpty()) {
            System.err.println("Java " + OLDEST_JAVA + " or newer is needed; this is Java "
                    + System.getProperty("java.version") + " (" + System.getProperty("java.home")
                    + ") and no newer one was found: install one, or point JAVA_HOME at it");
            return CONFIGURATION_IS_WRONG;
        }
        Process program = new ProcessBuilder(command(home.get(), jvmArguments(), classPath(), args))
                .inheritIO()
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> passOn(program), "pass the signal on"));
        return program.waitFor();
    }

    /** A signal ends this process through its shutdown hooks: the program gets it too, and its exit code is ours. */
    private static void passOn(Process program) {
        if (!program.isAlive()) {
            return;
        }
        program.destroy();
        while (true) {
            try {
                Runtime.getRuntime().halt(program.waitFor());
            } catch (InterruptedException keepWaiting) {
                // Shutting down already: there is nobody left who could want us to stop sooner.
            }
        }
    }

    static List<String> command(Path home, List<String> jvmArguments, Path classPath, String[] args) {
        List<String> command = new ArrayList<>();
        command.add(JdkFinder.executable(home).toString());
        command.addAll(jvmArguments);
        command.add(
                "-D" + ParentWatch.LAUNCHED_BY + "=" + ProcessHandle.current().pid());
        if (Files.isDirectory(classPath)) {
            command.add("-cp");
            command.add(System.getProperty("java.class.path"));
            command.add(Launcher.class.getName());
        } else {
            command.add("-jar");
            command.add(classPath.toString());
        }
        command.addAll(List.of(args));
        return command;
    }

    /** What this JVM was given, less what the environment gives to every JVM: the next one reads that for itself. */
    private static List<String> jvmArguments() {
        List<String> arguments =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
            for (String option : System.getenv().getOrDefault(variable, "").split("\\s+", -1)) {
                arguments.remove(option);
            }
        }
        return arguments;
    }

    private static Path classPath() throws URISyntaxException {
        return Paths.get(Launcher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
