package cab.importrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no compiler sees: habits of the repository, each with what to do instead. */
class TidyTest {
    private static final Path ROOT = Path.of(System.getProperty("cab.root"));
    private static final List<String> MODULES =
            List.of("domain", "application", "migrations", "infrastructure", "cli", "app", "importrules", "benchmarks");

    @Test
    void aReaderFindsTheUsualFiles() {
        assertThat(List.of("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"))
                .allSatisfy(name -> assertThat(ROOT.resolve(name)).isNotEmptyFile());
    }

    @Test
    void whatIsLeftToDoNamesItsIssue() {
        assertThat(linesOf("src/main", "src/test", "src/launcher")
                        .filter(line -> line.matches("\\b(TODO|FIXME|XXX)\\b(?!\\(#\\d+\\))")))
                .as("do it now, or open an issue and write TODO(#12)")
                .isEmpty();
    }

    @Test
    void javaIsIndentedWithSpaces() {
        assertThat(linesOf("src/main", "src/test", "src/launcher").filter(line -> line.matches("\t")))
                .as("spaces; in a text or a character write \\t")
                .isEmpty();
    }

    @Test
    void testsDoNotSleep() {
        assertThat(linesOf("src/test").filter(line -> line.matches("Thread\\.sleep|\\.parkNanos")))
                .as(
                        "drive the clock by hand, or wait for the event itself: a sleep is too short on a slow machine and too"
                                + " long on every other")
                .isEmpty();
    }

    @Test
    void aTestThatIsSwitchedOffSaysWhy() {
        assertThat(linesOf("src/test").filter(line -> line.matches("@Disabled(?!\\(\"|\\w+\\(.*disabledReason = \")")))
                .as("write @Disabled(\"why, and until when\"), or delete the test")
                .isEmpty();
    }

    @Test
    void theCoreTakesNoLocks() {
        assertThat(linesOf("src/main")
                        .filter(line -> line.isIn("domain", "application"))
                        .filter(line -> line.matches("\\bsynchronized\\b\\s*\\(")))
                .as("every state has one owner: send it a message")
                .isEmpty();
    }

    @Test
    void migrationsAreNumberedOnceAndSayWhatTheyDo() {
        Path migrations = ROOT.resolve("migrations/src/main/resources/db/migration");
        List<String> names = files(migrations)
                .map(file -> migrations.relativize(file).toString().replace('\\', '/'))
                .filter(name -> name.endsWith(".sql"))
                .toList();

        assertThat(names)
                .allSatisfy(name -> assertThat(name)
                        .as("folder/V007__add_fee_to_fill.sql")
                        .matches("(common|sqlite|postgresql)/V\\d{3}__[a-z0-9_]+\\.sql"));
        for (String vendor : List.of("sqlite", "postgresql")) {
            assertThat(names.stream()
                            .filter(name -> name.startsWith("common/") || name.startsWith(vendor + "/"))
                            .map(name -> name.replaceAll(".*/(V\\d+)__.*", "$1")))
                    .as("one number, one migration: %s reads common and its own folder", vendor)
                    .doesNotHaveDuplicates();
        }
    }

    /** A line of a source file, printed as a place that editors can open. */
    private record Line(String module, Path file, int number, String text) {
        boolean matches(String pattern) {
            return Pattern.compile(pattern).matcher(text).find();
        }

        boolean isIn(String... modules) {
            return List.of(modules).contains(module);
        }

        @Override
        public String toString() {
            return ROOT.relativize(file) + ":" + number + ": " + text.strip();
        }
    }

    private static Stream<Line> linesOf(String... folders) {
        return MODULES.stream()
                .flatMap(module -> Stream.of(folders)
                        .flatMap(folder -> files(ROOT.resolve(module).resolve(folder))
                                .filter(file -> file.toString().endsWith(".java"))
                                .filter(file -> !file.endsWith("TidyTest.java"))
                                .flatMap(file -> lines(module, file))));
    }

    private static Stream<Line> lines(String module, Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return IntStream.range(0, lines.size())
                    .mapToObj(index -> new Line(module, file, index + 1, lines.get(index)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
