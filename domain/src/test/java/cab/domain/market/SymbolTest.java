package cab.domain.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.money.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolTest {

    @Test
    void aSymbolIsWrittenAsBaseSlashQuote() {
        Symbol symbol = Symbol.of("BTC/USDT");

        assertThat(symbol).isEqualTo(new Symbol(new Currency("BTC"), new Currency("USDT")));
        assertThat(Symbol.of(symbol.toString())).isEqualTo(symbol);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "BTC",
                "BTC/",
                "/USDT",
                "BTC/USDT/",
                "A/B/C",
                "BTCUSDT",
                "BTC-USDT",
                "btc/usdt",
                "BTC/BTC"
            })
    void anyOtherFormIsRefused(String text) {
        assertThatThrownBy(() -> Symbol.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void symbolsSortByBaseThenQuote() {
        assertThat(Symbol.of("BTC/USDT")).isLessThan(Symbol.of("ETH/BTC"));
        assertThat(Symbol.of("BTC/EUR")).isLessThan(Symbol.of("BTC/USDT"));
    }
}
