package cab.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import cab.domain.Property;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {

    private static final Currency USDT = new Currency("USDT");
    private static final Currency BTC = new Currency("BTC");

    @Test
    void whatIsPrintedParsesToTheSameAmount() {
        Property.holds(random -> {
            Quantity quantity = new Quantity(decimal(random).abs());
            Money money = new Money(decimal(random), USDT);
            Percent percent = new Percent(decimal(random));
            Price price = new Price(decimal(random).abs().add(BigDecimal.ONE));

            assertThat(Quantity.of(quantity.toString())).isEqualTo(quantity);
            assertThat(Money.of(money.amount().toPlainString(), USDT)).isEqualTo(money);
            assertThat(money.toString()).isEqualTo(money.amount().toPlainString() + " USDT");
            assertThat(Percent.of(percent.value().toPlainString())).isEqualTo(percent);
            assertThat(Price.of(price.toString())).isEqualTo(price);
        });
    }

    @Test
    void minusUndoesPlus() {
        Property.holds(random -> {
            Quantity quantity = new Quantity(decimal(random).abs());
            Quantity more = new Quantity(decimal(random).abs());
            Money money = new Money(decimal(random), USDT);
            Money other = new Money(decimal(random), USDT);

            assertThat(quantity.plus(more).minus(more)).isEqualTo(quantity);
            assertThat(money.plus(other).minus(other)).isEqualTo(money);
            assertThat(money.plus(other.negated())).isEqualTo(money.minus(other));
        });
    }

    @Test
    void flooringNeverExceedsAndLeavesLessThanAStep() {
        Property.holds(random -> {
            Quantity quantity = new Quantity(decimal(random).abs());
            BigDecimal step = BigDecimal.valueOf(random.nextLong(1, 1_000), random.nextInt(0, 9));

            Quantity floored = quantity.flooredTo(step);

            assertThat(quantity.isAtLeast(floored)).isTrue();
            assertThat(quantity.minus(floored).value()).isLessThan(step);
            assertThat(floored.flooredTo(step)).isEqualTo(floored);
        });
    }

    @Test
    void theDirectionOfRoundingIsKept() {
        Property.holds(random -> {
            Price price = new Price(decimal(random).abs().add(BigDecimal.ONE));
            Quantity quantity = new Quantity(decimal(random).abs());
            BigDecimal exact = price.value().multiply(quantity.value());

            assertThat(price.times(quantity, USDT, RoundingMode.DOWN).amount()).isLessThanOrEqualTo(exact);
            assertThat(price.times(quantity, USDT, RoundingMode.UP).amount()).isGreaterThanOrEqualTo(exact);
        });
    }

    @Test
    void boughtQuantityNeverCostsMoreThanWasSpent() {
        Property.holds(random -> {
            Money spent = new Money(BigDecimal.valueOf(random.nextLong(0, 1_000_000_000), 4), USDT);
            Price price = new Price(BigDecimal.valueOf(random.nextLong(1, 1_000_000_000), 4));

            Money cost = price.times(spent.buysAt(price), USDT, RoundingMode.UP);

            assertThat(spent.isAtLeast(cost)).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1", "1.00, 1", "100, 1E2", "0, 0.000", "0.1, 1E-1", "0, -0", "10, 10.", "0.5, .5"})
    void theSameNumberIsEqualHoweverItIsWritten(String one, String other) {
        assertThat(Quantity.of(one)).isEqualTo(Quantity.of(other)).hasSameHashCodeAs(Quantity.of(other));
        assertThat(Money.of(one, USDT)).isEqualTo(Money.of(other, USDT));
        assertThat(Percent.of(one)).isEqualTo(Percent.of(other));
    }

    @Test
    void amountsPrintWithoutExponent() {
        assertThat(Quantity.of("1E10")).hasToString("10000000000");
        assertThat(Price.of("1E-10")).hasToString("0.0000000001");
        assertThat(Money.of("-1E-10", BTC)).hasToString("-0.0000000001 BTC");
        assertThat(Percent.of("5.0")).hasToString("5 %");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1 ",
                "one",
                "NaN",
                "Infinity",
                "1,5",
                "0x10",
                "1E999999999",
                "1E-999999999",
                "-1E999999999",
                "1E99999999999",
                "0.0000000000000000001",
                "100000000000000000000",
                "11111111111111111111111111111111111111111111111111111111111111111"
            })
    void whatIsNoAmountIsRefused(String text) {
        assertThatThrownBy(() -> Quantity.of(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.of(text, USDT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Price.of(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Percent.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLargestAndTheFinestAmountPass() {
        assertThat(Quantity.of("99999999999999999999.999999999999999999"))
                .hasToString("99999999999999999999.999999999999999999");
        assertThat(Quantity.of("0.000000000000000001")).hasToString("0.000000000000000001");
        assertThat(Quantity.of("0.0000000000000000010000")).hasToString("0.000000000000000001");
    }

    @Test
    void aTextOf64CharactersIsReadAndOneOf65IsNot() {
        String zeros = "0".repeat(63);

        assertThat(Quantity.of(zeros + "1")).isEqualTo(Quantity.of("1"));
        assertThatThrownBy(() -> Quantity.of(zeros + "01")).hasMessage("quantity must have 1..64 characters, had 65");
    }

    @Test
    void aMessageNamesWhatWasExpectedAndWhatWasFound() {
        assertThatThrownBy(() -> Price.of("abc")).hasMessage("price must be a decimal number, was 'abc'");
        assertThatThrownBy(() -> Price.of("1E30"))
                .hasMessage("price must have at most 20 digits before and 18 after the point, was 1E+30");
    }

    @Test
    void aHostileDecimalIsRefusedBeforeItCostsTimeOrMemory() {
        BigDecimal[] hostile = {
            new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE),
            new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
            new BigDecimal(BigInteger.ONE.negate(), Integer.MIN_VALUE),
            new BigDecimal(BigInteger.ONE.negate(), Integer.MAX_VALUE),
            new BigDecimal(BigInteger.ONE.shiftLeft(100_000), 0),
            new BigDecimal(BigInteger.TEN.pow(500_000), 0)
        };

        for (BigDecimal value : hostile) {
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
                assertThatThrownBy(() -> new Price(value)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> new Quantity(value)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> new Percent(value)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> new Money(value, USDT)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> Money.rounded(value, USDT, RoundingMode.DOWN))
                        .isInstanceOf(IllegalArgumentException.class);
            });
        }
    }

    @Test
    void aHostileZeroIsAPlainZero() {
        for (int scale : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, 400_000_000}) {
            BigDecimal zero = new BigDecimal(BigInteger.ZERO, scale);

            assertThat(new Quantity(zero)).hasToString("0");
            assertThatThrownBy(() -> new Price(zero)).hasMessage("price must be positive, was 0");
        }
    }

    @Test
    void aPriceIsPositiveAndAQuantityNotNegative() {
        assertThat(Price.of("0.000000000000000001").value()).isPositive();
        assertThatThrownBy(() -> Price.of("0")).hasMessage("price must be positive, was 0");
        assertThatThrownBy(() -> Price.of("-1")).hasMessage("price must be positive, was -1");
        assertThat(Quantity.of("0")).isEqualTo(Quantity.ZERO);
        assertThatThrownBy(() -> Quantity.of("-0.1")).hasMessage("quantity must not be negative, was -0.1");
    }

    @Test
    void takingAwayMoreThanThereIsIsAFaultUnlessZeroIsAskedFor() {
        Quantity one = Quantity.of("1");
        Quantity two = Quantity.of("2");

        assertThat(two.minus(one)).isEqualTo(one);
        assertThat(one.minus(one).isZero()).isTrue();
        assertThatThrownBy(() -> one.minus(two)).isInstanceOf(IllegalArgumentException.class);
        assertThat(one.minusOrZero(two)).isEqualTo(Quantity.ZERO);
        assertThat(one.minusOrZero(one)).isEqualTo(Quantity.ZERO);
        assertThat(two.minusOrZero(one)).isEqualTo(one);
        assertThat(two.plus(Quantity.ZERO)).isEqualTo(two);
        assertThat(Quantity.ZERO.plus(two)).isEqualTo(two);
        assertThat(two.minus(Quantity.ZERO)).isEqualTo(two);
    }

    @Test
    void currenciesNeverMix() {
        Money usdt = Money.of("1", USDT);
        Money btc = Money.of("1", BTC);

        assertThatThrownBy(() -> usdt.plus(btc)).hasMessage("currency must be USDT, was BTC");
        assertThatThrownBy(() -> usdt.plus(Money.zero(btc.currency()))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> usdt.minus(Money.zero(btc.currency()))).isInstanceOf(IllegalArgumentException.class);
        Money zero = Money.zero(usdt.currency());
        assertThat(usdt.plus(zero)).isEqualTo(usdt);
        assertThat(zero.plus(usdt)).isEqualTo(usdt);
        assertThat(usdt.minus(zero)).isEqualTo(usdt);
        assertThat(zero.minus(usdt)).isEqualTo(usdt.negated());
        assertThatThrownBy(() -> usdt.minus(btc)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> usdt.min(btc)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> usdt.compareTo(btc)).isInstanceOf(IllegalArgumentException.class);
        assertThat(usdt).isNotEqualTo(btc);
    }

    @Test
    void moneyKnowsItsSign() {
        assertThat(Money.of("0.1", USDT).isPositive()).isTrue();
        assertThat(Money.of("0.1", USDT).isNegative()).isFalse();
        assertThat(Money.of("-0.1", USDT).isNegative()).isTrue();
        assertThat(Money.of("-0.1", USDT).isPositive()).isFalse();
        assertThat(Money.zero(USDT).isZero()).isTrue();
        assertThat(Money.zero(USDT).isPositive()).isFalse();
        assertThat(Money.zero(USDT).isNegative()).isFalse();
        assertThat(Money.of("1", USDT).isZero()).isFalse();
    }

    @Test
    void theSmallerOfTwoIsFoundFromEitherSide() {
        Money one = Money.of("1", USDT);
        Money two = Money.of("2", USDT);

        assertThat(one.min(two)).isEqualTo(one);
        assertThat(two.min(one)).isEqualTo(one);
        assertThat(Quantity.of("1").min(Quantity.of("2"))).isEqualTo(Quantity.of("1"));
        assertThat(Quantity.of("2").min(Quantity.of("1"))).isEqualTo(Quantity.of("1"));
        assertThat(one.isAtLeast(one)).isTrue();
        assertThat(one.isAtLeast(two)).isFalse();
    }

    @Test
    void aShareIsRoundedInTheNamedDirection() {
        Money money = Money.of("0.000000000000000001", USDT);

        assertThat(money.share(Percent.of("50"), RoundingMode.DOWN)).isEqualTo(Money.zero(USDT));
        assertThat(money.share(Percent.of("50"), RoundingMode.UP)).isEqualTo(money);
        assertThat(Money.of("200", USDT).share(Percent.of("0.1"), RoundingMode.UNNECESSARY))
                .isEqualTo(Money.of("0.2", USDT));
    }

    @Test
    void aPriceMovesByPercent() {
        Price hundred = Price.of("100");

        assertThat(hundred.movedBy(Percent.of("-5"), RoundingMode.UNNECESSARY)).isEqualTo(Price.of("95"));
        assertThat(hundred.movedBy(Percent.of("5"), RoundingMode.UNNECESSARY)).isEqualTo(Price.of("105"));
        assertThatThrownBy(() -> hundred.movedBy(Percent.of("-100"), RoundingMode.DOWN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPriceIsRoundedToATick() {
        BigDecimal tick = new BigDecimal("0.05");

        assertThat(Price.of("1.07").roundedTo(tick, RoundingMode.DOWN)).isEqualTo(Price.of("1.05"));
        assertThat(Price.of("1.07").roundedTo(tick, RoundingMode.UP)).isEqualTo(Price.of("1.1"));
        assertThat(Price.of("1.05").roundedTo(tick, RoundingMode.UP)).isEqualTo(Price.of("1.05"));
        assertThatThrownBy(() -> Price.of("0.04").roundedTo(tick, RoundingMode.DOWN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pricesCompare() {
        assertThat(Price.of("1").isBelow(Price.of("2"))).isTrue();
        assertThat(Price.of("1").isBelow(Price.of("1"))).isFalse();
        assertThat(Price.of("2").isAbove(Price.of("1"))).isTrue();
        assertThat(Price.of("1").isAbove(Price.of("1"))).isFalse();
    }

    @Test
    void aPercentIsAFactorOfAHundredth() {
        assertThat(Percent.of("5").fraction()).isEqualByComparingTo("0.05");
        assertThat(Percent.of("5").negated()).isEqualTo(Percent.of("-5"));
        assertThat(Percent.ZERO.isZero()).isTrue();
        assertThat(Percent.ZERO.isPositive()).isFalse();
        assertThat(Percent.of("0.1").isPositive()).isTrue();
        assertThat(Percent.of("0.1").isZero()).isFalse();
        assertThat(Percent.of("-0.1").isPositive()).isFalse();
        assertThat(Percent.of("1")).isLessThan(Percent.of("2"));
    }

    /** Up to 9 digits before and 18 after the point, short ones as likely as long ones. */
    private static BigDecimal decimal(SplittableRandom random) {
        int digits = random.nextInt(1, 34);
        BigInteger unscaled = new BigInteger((int) Math.ceil(digits * 3.32), new java.util.Random(random.nextLong()));
        int scale = Math.max(0, Math.min(18, digits - random.nextInt(1, 15)));
        BigDecimal value = new BigDecimal(unscaled, scale);
        BigDecimal bounded = value.remainder(BigDecimal.TEN.pow(9));
        return random.nextBoolean() ? bounded : bounded.negate();
    }
}
