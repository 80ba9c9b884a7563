package cab.application.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    42731.5         | 42,731.50
                    42731.123456    | 42,731.12
                    1234567         | 1,234,567.00
                    999.9           | 999.90
                    1.23456789      | 1.23457
                    0.5             | 0.50
                    0.0731234567    | 0.0731235
                    0.00000001234567| 0.0000000123457
                    """)
    void aPriceHasTwoDecimalsAndAboutSixDigits(String price, String shown) {
        assertThat(Figures.price(Price.of(price))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0.0234         | 0.0234
                    0.123456785    | 0.12345678
                    1200           | 1,200
                    1234567.5      | 1,234,567.5
                    0.000000001    | 0
                    """)
    void aQuantityHasEightDecimalsAtMost(String quantity, String shown) {
        assertThat(Figures.quantity(Quantity.of(quantity))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0          | 0        | 0
                    1003.857   | 1,003.86 | +1,003.86
                    -12.345    | -12.34   | -12.34
                    -1234.5    | -1,234.50| -1,234.50
                    1          | 1.00     | +1.00
                    0.99951    | 1.00     | +1.00
                    0.9994     | 0.999    | +0.999
                    -0.00001234| -0.0000123 | -0.0000123
                    """)
    void moneyHasTwoDecimalsOrThreeDigits(String amount, String shown, String signed) {
        Money money = Money.of(amount, new Currency("USDT"));

        assertThat(Figures.amount(money)).isEqualTo(shown);
        assertThat(Figures.signed(money)).isEqualTo(signed);
    }
}
