package cab.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNamesTest {

    private static final List<String> KNOWN = List.of("SYMBOL", "SYMBOLS", "API_KEY", "API_TOKEN", "MODE");

    @ParameterizedTest
    @CsvSource({
        "MODE, MODE, 0",
        "mode, MODE, 0",
        "MOED, MODE, 1",
        "MOD, MODE, 1",
        "MODES, MODE, 1",
        "MADE, MODE, 1",
        "'', MODE, 4",
        "API_KYE_, API_KEY, 2"
    })
    void distanceCountsLettersPutInLeftOutReplacedOrSwapped(String left, String right, int distance) {
        assertThat(NearNames.distance(left, right)).isEqualTo(distance);
        assertThat(NearNames.distance(right, left)).isEqualTo(distance);
    }

    @Test
    void ofNamesEquallyNearThoseOfTheSameLengthComeFirst() {
        assertThat(NearNames.of("SYMBOLZ", KNOWN)).containsExactly("SYMBOLS", "SYMBOL");
        assertThat(NearNames.question("SYMBOLZ", KNOWN)).isEqualTo("; did you mean SYMBOLS or SYMBOL?");
    }

    @Test
    void aNameThatIsFarFromAllIsNotGuessedAt() {
        assertThat(NearNames.of("WEATHER", KNOWN)).isEmpty();
        assertThat(NearNames.question("WEATHER", KNOWN)).isEmpty();
        assertThat(NearNames.of("X".repeat(101), KNOWN)).isEmpty();
    }
}
