package cab.infrastructure.strategy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The sources of a user's strategy in a directory: {@code src/main/java} and {@code src/main/resources}. It is compiled
 * against the running program with the compiler of the JDK, and needs no other tool. Owned by one thread.
 */
public final class StrategyProject {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final int FILES_MAX = 1_000;

    private final Path directory;

    public StrategyProject(Path directory) {
        this.directory = directory;
    }

    /**
     * Writes the files that a strategy begins with; those it wrote. Nothing that is there is written over.
     *
     * @throws RefusedProject when the name is none, or the directory is taken
     * @throws UncheckedIOException when it cannot be written
     */
    public List<Path> create(String name, StrategyTemplate template) throws RefusedProject {
        if (!NAME.matcher(name).matches()) {
            throw new RefusedProject(
                    List.of("the name of a strategy is a lower-case letter and then up to 39 lower-case"
                            + " letters, digits and underscores, was '" + name + "'"));
        }
        if (Files.exists(directory)) {
            throw new RefusedProject(List.of(directory + " is there already"));
        }
        List<Path> written = new ArrayList<>();
        try {
            for (Map.Entry<String, String> file : template.files(name).entrySet()) {
                Path path = directory.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                written.add(Files.writeString(path, file.getValue()));
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return written;
    }

    /**
     * Compiles the sources and packs them into {@code jar}, in place of what was there, once it is sure that the
     * program can use it.
     *
     * @param classPath what the sources may use: that of the program
     * @throws RefusedProject with everything that is wrong
     * @throws UncheckedIOException when it cannot be written
     */
    public void build(Path jar, String classPath) throws RefusedProject {
        try {
            Path work = Files.createTempDirectory("cab-strategy-");
            try {
                Path classes = Files.createDirectory(work.resolve("classes"));
                compile(classes, classPath);
                Path resources = directory.resolve("src/main/resources");
                Path jars = Files.createDirectory(work.resolve("jars"));
                Path packed = jars.resolve(jar.getFileName().toString());
                pack(packed, List.of(classes, resources));
                List<String> faults = StrategyJars.in(jars).faults();
                if (!faults.isEmpty()) {
                    throw new RefusedProject(faults);
                }
                Files.createDirectories(jar.toAbsolutePath().getParent());
                replace(packed, jar);
            } finally {
                delete(work);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void compile(Path classes, String classPath) throws IOException, RefusedProject {
        List<Path> sources = files(directory.resolve("src/main/java")).stream()
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
        if (sources.isEmpty()) {
            throw new RefusedProject(List.of("there is no source in " + directory.resolve("src/main/java")));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new RefusedProject(List.of("this Java has no compiler: a JDK is needed, not a JRE"));
        }
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> options =
                    List.of("-d", classes.toString(), "-classpath", classPath, "-proc:none", "-parameters", "-g");
            boolean compiled = compiler.getTask(
                            null, files, found, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new RefusedProject(found.getDiagnostics().stream()
                        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                        .map(StrategyProject::line)
                        .toList());
            }
        }
    }

    private static String line(Diagnostic<? extends JavaFileObject> diagnostic) {
        String message = diagnostic
                .getMessage(Locale.ROOT)
                .lines()
                .map(String::strip)
                .reduce("", (one, next) -> one.isEmpty() ? next : one + ", " + next);
        JavaFileObject source = diagnostic.getSource();
        return source == null ? message : source.getName() + ":" + diagnostic.getLineNumber() + ": " + message;
    }

    /** The same sources give the same jar: entries in order, without a time. */
    private static void pack(Path jar, List<Path> roots) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Path root : roots) {
                for (Path file : files(root)) {
                    ZipEntry entry =
                            new ZipEntry(root.relativize(file).toString().replace('\\', '/'));
                    entry.setTime(0);
                    zip.putNextEntry(entry);
                    long _ = Files.copy(file, zip);
                    zip.closeEntry();
                }
            }
        }
    }

    private static List<Path> files(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> found = files.filter(Files::isRegularFile)
                    .sorted()
                    .limit(FILES_MAX + 1L)
                    .toList();
            if (found.size() > FILES_MAX) {
                throw new IOException(root + " holds more than " + FILES_MAX + " files");
            }
            return found;
        }
    }

    /** With one rename: a program that runs keeps the jar that it has opened. */
    private static void replace(Path packed, Path jar) throws IOException {
        Path beside = jar.resolveSibling(jar.getFileName() + ".new");
        Path _ = Files.copy(packed, beside, StandardCopyOption.REPLACE_EXISTING);
        Path _ = Files.move(beside, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(directory)) {
            deepestFirst = files.sorted((one, other) -> other.compareTo(one)).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }

    /** Why there is no project or no jar. */
    public static final class RefusedProject extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient List<String> reasons;

        RefusedProject(List<String> reasons) {
            super(String.join("; ", reasons));
            this.reasons = List.copyOf(reasons);
        }

        /** A line each. */
        public List<String> reasons() {
            return reasons;
        }
    }
}
