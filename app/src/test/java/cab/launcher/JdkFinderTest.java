package cab.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkFinderTest {
    @TempDir
    private Path folder;

    @Test
    void javaHomeWinsWhenItIsNewEnough() throws IOException {
        Path pointedAt = folder.resolve("elsewhere/jdk");
        install(pointedAt, "25.0.3");
        install(folder.resolve("usual/temurin-25"), "25.0.1");

        assertThat(finder(Map.of("JAVA_HOME", pointedAt.toString())).find()).contains(pointedAt);
    }

    @Test
    void anOldJavaHomeIsPassedOver() throws IOException {
        Path old = folder.resolve("elsewhere/jdk");
        install(old, "24.0.2");
        Path current = folder.resolve("usual/temurin-25");
        install(current, "25");

        assertThat(finder(Map.of("JAVA_HOME", old.toString())).find()).contains(current);
    }

    @Test
    void theSecondVariableIsReadToo() throws IOException {
        Path pointedAt = folder.resolve("elsewhere/jdk");
        install(pointedAt, "25.0.3");

        assertThat(finder(Map.of("JAVA_HOME", "", "JDK25_HOME", pointedAt.toString()))
                        .find())
                .contains(pointedAt);
    }

    @Test
    void theOldestThatWillDoIsTaken() throws IOException {
        install(folder.resolve("usual/a-newer"), "26.0.1");
        Path tested = folder.resolve("usual/b-tested");
        install(tested, "25.0.3");
        install(folder.resolve("usual/c-older"), "17.0.15");

        assertThat(finder(Map.of()).find()).contains(tested);
    }

    @Test
    void aMacBundleHasItsHomeInside() throws IOException {
        Path home = folder.resolve("usual/temurin-25.jdk/Contents/Home");
        install(home, "25.0.3");

        assertThat(finder(Map.of()).find()).contains(home);
    }

    @Test
    void nothingIsFoundWhereNothingIs() throws IOException {
        install(folder.resolve("usual/temurin-24"), "24");
        Files.createDirectories(folder.resolve("usual/empty"));

        assertThat(finder(Map.of("JAVA_HOME", folder.resolve("missing").toString()))
                        .find())
                .isEmpty();
    }

    @Test
    void aFolderThatDoesNotStateItsVersionIsNoJava() throws IOException {
        Path home = folder.resolve("usual/odd");
        install(home, "25");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"unknown\"\n");

        assertThat(JdkFinder.feature(home)).isZero();
    }

    private JdkFinder finder(Map<String, String> environment) {
        return new JdkFinder(25, environment, List.of(folder.resolve("usual"), folder.resolve("not-there")));
    }

    private static void install(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Path java = Files.createFile(home.resolve("bin/java"));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    }
}
