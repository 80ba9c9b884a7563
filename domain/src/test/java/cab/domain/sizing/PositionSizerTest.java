package cab.domain.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.Property;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.position.ClosedTrades;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionSizerTest {

    private static final Currency USDT = new Currency("USDT");

    private static Money usdt(String amount) {
        return Money.of(amount, USDT);
    }

    private static SizingState state(String free, String equity, String fee) {
        return new SizingState(usdt(free), usdt(equity), Percent.of(fee), new ClosedTrades());
    }

    @ParameterizedTest
    @CsvSource({
        "1000,  0.1, 50",
        "50.05, 0.1, 50",
        // 50.04999999 / 1.001
        "50.04999999, 0.1, 49.99999999",
        "50,    0,   50",
        "49.99, 0,   49.99",
        "50,    -0.1, 50",
        "49,    -0.1, 49",
        "0,     0.1, 0",
        "-5,    0.1, 0",
    })
    void aFixedAmountIsSpentOrWhatIsLeftWithTheFeeOnTop(String free, String fee, String amount) {
        assertThat(new FixedAmount(usdt("50")).amount(state(free, "1000", fee))).isEqualTo(usdt(amount));
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 1000, 10,  100",
        "1000, 2000, 10,  200",
        "100,  2000, 10,  99.9000999",
        "1000, 1000, 100, 999.000999",
        "1000, 0.123456789, 10, 0.01234567",
        "1000, 0,    10,  0",
        "1000, -7,   10,  0",
        "-1,   1000, 10,  0",
    })
    void aShareOfEquityIsSpentOrWhatIsLeftRoundedDown(String free, String equity, String share, String amount) {
        assertThat(new EquityShare(Percent.of(share)).amount(state(free, equity, "0.1")))
                .isEqualTo(usdt(amount));
    }

    @Test
    void noSizerEverSpendsMoreThanIsFreeWithItsFee() {
        Property.holds(random -> {
            SizingState state = new SizingState(
                    new Money(BigDecimal.valueOf(random.nextLong(-1_000, 1_000_000_000L), 6), USDT),
                    new Money(BigDecimal.valueOf(random.nextLong(-1_000, 10_000_000_000L), 6), USDT),
                    new Percent(BigDecimal.valueOf(random.nextLong(-30, 300), 3)),
                    new ClosedTrades());
            PositionSizer sizer = random.nextBoolean()
                    ? new FixedAmount(new Money(BigDecimal.valueOf(random.nextLong(1, 1_000_000_000L), 6), USDT))
                    : new EquityShare(new Percent(BigDecimal.valueOf(random.nextLong(1, 1_001), 1)));

            Money amount = sizer.amount(state);

            assertThat(amount.isNegative()).isFalse();
            if (amount.isPositive()) {
                Money fee = amount.share(state.takerFee(), RoundingMode.UP);
                assertThat(state.freeQuote().isAtLeast(amount)).isTrue();
                assertThat(state.freeQuote().isAtLeast(amount.plus(fee))).isTrue();
            }
        });
    }

    @Test
    void sizesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new FixedAmount(usdt("0"))).hasMessage("fixed amount must be positive, was 0 USDT");
        assertThatThrownBy(() -> new EquityShare(Percent.ZERO))
                .hasMessage("share of equity must be more than 0 % and at most 100 %, was 0 %");
        assertThatThrownBy(() -> new EquityShare(Percent.of("100.01"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(new EquityShare(Percent.of("100")).share()).isEqualTo(Percent.of("100"));
    }

    @Test
    void aStateIsInOneCurrency() {
        assertThatThrownBy(() -> new SizingState(
                        usdt("1"), Money.of("1", new Currency("EUR")), Percent.ZERO, new ClosedTrades()))
                .hasMessage("equity must be in USDT, was in EUR");
        assertThatThrownBy(() -> new FixedAmount(Money.of("1", new Currency("EUR"))).amount(state("1", "1", "0")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
