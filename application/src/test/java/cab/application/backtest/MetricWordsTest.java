package cab.application.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class MetricWordsTest {

    @Test
    void amountsHaveTwoDigitsAndSmallOnesEight() {
        assertThat(amount("1234.505")).isEqualTo("1,234.50 BTC");
        assertThat(amount("-0.00012345")).isEqualTo("-0.00012345 BTC");
        assertThat(amount("0")).isEqualTo("0.00 BTC");
        assertThat(amount("1")).isEqualTo("1.00 BTC");
    }

    @Test
    void numbersKeepWhatCounts() {
        assertThat(MetricWords.number(1234.567)).isEqualTo("1,234.57");
        assertThat(MetricWords.number(1.23456)).isEqualTo("1.235");
        assertThat(MetricWords.number(0.0000123)).isEqualTo("0.00001230");
        assertThat(MetricWords.number(-0.0)).isEqualTo("0.00");
        assertThat(MetricWords.percent(-12.345)).isEqualTo("-12.35 %");
        assertThat(MetricWords.percent(-0.0)).isEqualTo("0.00 %");
    }

    @Test
    void timesAreShort() {
        assertThat(MetricWords.moment(Instant.parse("2024-01-31T12:15:30.250Z")))
                .isEqualTo("2024-01-31 12:15");
        assertThat(MetricWords.span(Duration.ofHours(76))).isEqualTo("3d 4h");
        assertThat(MetricWords.span(Duration.ofDays(3))).isEqualTo("3d");
        assertThat(MetricWords.span(Duration.ofMinutes(75))).isEqualTo("1h 15m");
        assertThat(MetricWords.span(Duration.ofHours(1))).isEqualTo("1h");
        assertThat(MetricWords.span(Duration.ofSeconds(150))).isEqualTo("2m");
        assertThat(MetricWords.span(Duration.ofSeconds(5))).isEqualTo("5s");
    }

    @Test
    void whatThereIsNotIsADash() {
        assertThat(MetricWords.of(new MetricValue.None())).isEqualTo("-");
        assertThat(MetricWords.of(new MetricValue.Count(1234))).isEqualTo("1,234");
    }

    private static String amount(String amount) {
        return MetricWords.amount(Money.of(amount, new Currency("BTC")));
    }
}
