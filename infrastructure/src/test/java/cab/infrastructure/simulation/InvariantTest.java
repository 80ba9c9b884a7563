package cab.infrastructure.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InvariantTest {

    @Test
    void theNumbersAreThoseOfTheCatalogue() {
        assertThat(Arrays.stream(Invariant.values()).map(Invariant::number).distinct())
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 40).boxed().toList());
    }

    @Test
    void theThirtyFaultClassesAreThoseOfTheMenuEachOnce() {
        assertThat(Arrays.stream(FaultClass.values()).map(FaultClass::number))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 30).boxed().toList());
        assertThat(FaultClass.of("response-lost")).contains(FaultClass.RESPONSE_LOST);
        assertThat(FaultClass.of("nothing")).isEmpty();
    }

    @Test
    void whatIsCheckedElsewhereIsCheckedThere() throws IOException {
        Set<String> tests;
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            tests = files.map(Path::getFileName)
                    .map(Path::toString)
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
        List<String> named = Arrays.stream(Invariant.values())
                .map(Invariant::checkedBy)
                .filter(checker -> checker.endsWith("Test"))
                .toList();

        assertThat(named).isNotEmpty();
        assertThat(tests).containsAll(named);
    }
}
