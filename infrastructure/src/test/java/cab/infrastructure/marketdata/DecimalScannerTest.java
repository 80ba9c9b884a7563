package cab.infrastructure.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DecimalScannerTest {

    private final DecimalScanner scanner = new DecimalScanner();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.0",
                "-0",
                "1",
                "41905.81",
                "0.07545453000000001",
                "9007199254740991",
                "9007199254740992",
                "9007199254740993",
                "999999999999999999",
                "1234567890123456789",
                "0.000000000000000001",
                "1e-8",
                "1E22",
                "1e23",
                "-12.5e-3",
                "123456789.123456789",
                "0.1",
                "17976931348623157e292",
                ".5",
                "00012.50"
            })
    void everyNumberIsTheNearestDouble(String text) {
        assertThat(scan(text)).isTrue();
        assertThat(scanner.value()).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "1.",
                "1..2",
                "1e",
                "1e+",
                "1e1234",
                "+1",
                " 1",
                "1 ",
                "1f",
                "Infinity",
                "1,2",
                "--1",
                "1-"
            })
    void whatIsNoNumberIsRefused(String text) {
        assertThat(scan(text)).isFalse();
    }

    @Test
    void numbersByChanceAreTheNearestDouble() {
        long seed = 7;
        SeededRandom random = new SeededRandom(seed);
        for (int count = 0; count < 20_000; count++) {
            String text = BigDecimal.valueOf(random.nextLong() >>> random.nextInt(64), random.nextInt(20))
                    .abs()
                    .toPlainString();

            assertThat(scan(text)).as("seed %d: %s", seed, text).isTrue();
            assertThat(scanner.value()).as("seed %d: %s", seed, text).isEqualTo(Double.parseDouble(text));
        }
    }

    private boolean scan(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.ISO_8859_1);
        return scanner.scan(bytes, 1, bytes.length - 1);
    }
}
