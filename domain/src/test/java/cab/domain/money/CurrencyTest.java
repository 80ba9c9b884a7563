package cab.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurrencyTest {

    @ParameterizedTest
    @ValueSource(strings = {"A", "Z", "0", "9", "BTC", "1INCH", "ABCDEFGHIJKLMNOPQRST"})
    void upperCaseLettersAndDigitsMakeACode(String code) {
        assertThat(new Currency(code)).hasToString(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "btc", "BTC ", "B/C", "B-C", "@", "[", ":", "`", "É", "БТЦ", "ABCDEFGHIJKLMNOPQRSTU"})
    void anythingElseIsRefused(String code) {
        assertThatThrownBy(() -> new Currency(code)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void codesSortByLetter() {
        assertThat(new Currency("BTC")).isLessThan(new Currency("ETH"));
    }
}
