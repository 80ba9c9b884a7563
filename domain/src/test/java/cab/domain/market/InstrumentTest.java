package cab.domain.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.market.FeeSchedule.FeeCharge;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstrumentTest {

    private static final Currency USDT = new Currency("USDT");
    private static final Price HUNDRED = Price.of("100");

    private static Instrument instrument(BigDecimal tick, BigDecimal step, Money minNotional) {
        return new Instrument(
                Symbol.of("BTC/USDT"),
                tick,
                step,
                Quantity.of("0.01"),
                minNotional,
                new FeeSchedule(Percent.of("0.1"), Percent.of("0.2"), FeeCharge.RECEIVED));
    }

    private static Instrument instrument() {
        return instrument(new BigDecimal("0.10"), new BigDecimal("0.0010"), Money.of("5", USDT));
    }

    @ParameterizedTest
    @CsvSource({
        "0.05,   100,  ''",
        "0.0505, 100,  'quantity must be a multiple of 0.001, was 0.0505'",
        "0,      100,  'quantity must be positive, was 0'",
        "0.010,  500,  ''",
        "0.009,  1000, 'quantity must be at least 0.01, was 0.009'",
        "0.049,  100,  'notional must be at least 5 USDT, was 4.9 USDT'",
    })
    void eachRuleIsMetAtItsLimitAndBrokenOneStepBeyond(String quantity, String price, String refusal) {
        assertThat(instrument()
                        .refusalOf(Quantity.of(quantity), Price.of(price))
                        .orElse(""))
                .isEqualTo(refusal);
    }

    @Test
    void aQuantityIsTradableOnceRoundedDown() {
        assertThat(instrument().floor(Quantity.of("0.0509"))).isEqualTo(Quantity.of("0.05"));
        assertThat(instrument().isTradable(Quantity.of("0.0509"), HUNDRED)).isTrue();
        assertThat(instrument().isTradable(Quantity.of("0.0499"), HUNDRED)).isFalse();
        assertThat(instrument().isTradable(Quantity.ZERO, HUNDRED)).isFalse();
    }

    @Test
    void notionalIsNeverOverstated() {
        assertThat(instrument().notional(Quantity.of("0.000000000000000003"), Price.of("0.5")))
                .isEqualTo(Money.of("0.000000000000000001", USDT));
    }

    @Test
    void theSameRulesAreEqualHoweverTheyAreWritten() {
        assertThat(instrument(new BigDecimal("0.1"), new BigDecimal("0.001"), Money.of("5.0", USDT)))
                .isEqualTo(instrument());
    }

    @Test
    void stepsArePositiveAndTheMinimumIsInQuote() {
        BigDecimal one = BigDecimal.ONE;
        Money five = Money.of("5", USDT);

        assertThatThrownBy(() -> instrument(BigDecimal.ZERO, one, five))
                .hasMessage("price tick must be positive, was 0");
        assertThatThrownBy(() -> instrument(one, BigDecimal.ZERO, five))
                .hasMessage("quantity step must be positive, was 0");
        assertThatThrownBy(() -> instrument(one, one, Money.of("5", new Currency("EUR"))))
                .hasMessage("minimum notional of BTC/USDT must be in USDT, was in EUR");
        assertThatThrownBy(() -> instrument(one, one, five.negated()))
                .hasMessage("minimum notional must not be negative, was -5 USDT");
        assertThat(instrument(one, one, Money.zero(USDT)).minNotional().isZero())
                .isTrue();
    }

    @Test
    void aHostileStepIsRefused() {
        BigDecimal tiny = new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE);
        BigDecimal nothing = new BigDecimal(BigInteger.ZERO, Integer.MAX_VALUE);

        assertThatThrownBy(() -> instrument(tiny, BigDecimal.ONE, Money.of("5", USDT)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> instrument(BigDecimal.ONE, tiny, Money.of("5", USDT)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> instrument(nothing, BigDecimal.ONE, Money.of("5", USDT)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
