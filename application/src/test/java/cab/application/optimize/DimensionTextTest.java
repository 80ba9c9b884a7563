package cab.application.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DimensionTextTest {

    @Test
    void withoutAStepItIsOneOfTheLastDigit() {
        assertThat(values("FAST=5..8")).containsExactly("5", "6", "7", "8");
        assertThat(values("STOP=1.0..1.3")).containsExactly("1.0", "1.1", "1.2", "1.3");
        assertThat(values("STOP=0.5..0.52")).containsExactly("0.50", "0.51", "0.52");
        assertThat(values("FAST=-2..1")).containsExactly("-2", "-1", "0", "1");
    }

    @Test
    void aStepMayLeaveTheEndOut() {
        assertThat(values("FAST=5..20:5")).containsExactly("5", "10", "15", "20");
        assertThat(values("FAST=5..19:5")).containsExactly("5", "10", "15");
        assertThat(values("STOP=1..2:0.5")).containsExactly("1.0", "1.5", "2.0");
        assertThat(values("FAST=7..7")).containsExactly("7");
    }

    @Test
    void aFactorMakesAGeometricSeries() {
        assertThat(values("FAST=5..80:*2")).containsExactly("5", "10", "20", "40", "80");
        assertThat(values("FAST=1..5:*1.2"))
                .as("what rounds to the same counts once")
                .containsExactly("1", "2", "3", "4");
        assertThat(values("STOP=0.50..2.00:*2")).containsExactly("0.50", "1.00", "2.00");
    }

    @Test
    void choicesAreWords() {
        assertThat(values("MODE=first|vote | weighted")).containsExactly("first", "vote", "weighted");
        assertThat(read("MODE=first|vote").isOrdered()).isFalse();
    }

    @Test
    void aLogarithmGivesSmallNumbersAsMuchRoomAsLargeOnes() {
        Dimension dimension = read("N=1..1000:log");

        assertThat(dimension.size()).isEqualTo(1_000);
        assertThat(dimension.shareFrom(0)).isZero();
        assertThat(dimension.shareFrom(9)).as("1 to 9").isBetween(0.35, 0.42);
        assertThat(dimension.shareFrom(99)).isCloseTo(0.70, within(0.03));
        for (int index : new int[] {0, 1, 9, 500, 998, 999}) {
            double to = index == 999 ? 1 : dimension.shareFrom(index + 1);
            assertThat(dimension.indexAt((dimension.shareFrom(index) + to) / 2)).isEqualTo(index);
        }
        assertThat(dimension.indexAt(1)).isEqualTo(999);
        assertThat(dimension.indexAt(0)).isZero();
    }

    @Test
    void aLogarithmMayStartBelowItsStep() {
        Dimension dimension = read("N=1..101:10:log");

        assertThat(dimension.text(1)).isEqualTo("11");
        assertThat(dimension.shareFrom(1)).isBetween(0.0, 1.0);
    }

    @Test
    void whatIsNoDimensionIsRefusedInOneSentence() {
        assertThat(problem("FAST")).startsWith("expected NAME=from..to").endsWith("was 'FAST'");
        assertThat(problem("FAST=5")).contains("'5' is one value").contains("--set");
        assertThat(problem("FAST=5..x")).isEqualTo("FAST: 'x' is not a number; write digits with a point");
        assertThat(problem("FAST=9..5")).contains("from small to large");
        assertThat(problem("FAST=1..5:0")).contains("more than 0");
        assertThat(problem("FAST=1..5:-1")).contains("more than 0");
        assertThat(problem("FAST=0..5:log")).contains("begin above 0");
        assertThat(problem("FAST=0..5:*2")).contains("begin above 0");
        assertThat(problem("FAST=1..5:*1")).contains("more than 1");
        assertThat(problem("FAST=1..5:2:3")).contains("one step too many");
        assertThat(problem("FAST=1..9000000")).contains("has 9000000 values");
        assertThat(problem("MODE=a||b")).contains("a choice is empty");
        assertThat(problem("MODE=a|a")).contains("stands twice");
        assertThat(problem("")).startsWith("expected NAME=");
        assertThat(problem("N=1e3..2e3")).contains("'1e3' is not a number");
    }

    @Test
    void asManyValuesAsThereMayBeAreReadAndOneMoreIsNot() {
        assertThat(read("N=1.." + Dimension.VALUES_MAX).size()).isEqualTo(Dimension.VALUES_MAX);
        assertThat(problem("N=0.." + Dimension.VALUES_MAX)).contains("take a larger step");
    }

    private static Dimension read(String text) {
        return switch (DimensionText.read(text)) {
            case DimensionText.Outcome.Read(Dimension dimension) -> dimension;
            case DimensionText.Outcome.Refused(String problem) -> throw new AssertionError(problem);
        };
    }

    private static List<String> values(String text) {
        Dimension dimension = read(text);
        return IntStream.range(0, dimension.size()).mapToObj(dimension::text).toList();
    }

    private static String problem(String text) {
        return switch (DimensionText.read(text)) {
            case DimensionText.Outcome.Read(Dimension dimension) -> throw new AssertionError(dimension.toString());
            case DimensionText.Outcome.Refused(String problem) -> problem;
        };
    }
}
