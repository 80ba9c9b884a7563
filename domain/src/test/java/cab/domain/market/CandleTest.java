package cab.domain.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.Property;
import cab.domain.money.Price;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandleTest {

    @ParameterizedTest
    @CsvSource({
        "100, 110, 90,  105, 0, ''",
        "90,  110, 90,  110, 0, ''",
        "110, 110, 90,  90,  0, ''",
        "100, 100, 100, 100, 0, ''",
        "100, 110, 0,   105, 1, 'low must be more than 0, was 0.0'",
        "100, 110, -1,  105, 1, 'low must be more than 0, was -1.0'",
        "100, 110, NaN, 105, 1, 'low must be more than 0, was NaN'",
        "100, Infinity, 90, 105, 1, 'high must be finite, was Infinity'",
        "100, NaN, 90, 105, 1, 'high must be finite, was NaN'",
        "89,  110, 90,  105, 1, 'open must lie between low 90.0 and high 110.0, was 89.0'",
        "111, 110, 90,  105, 1, 'open must lie between low 90.0 and high 110.0, was 111.0'",
        "NaN, 110, 90,  105, 1, 'open must lie between low 90.0 and high 110.0, was NaN'",
        "100, 110, 90,  89,  1, 'close must lie between low 90.0 and high 110.0, was 89.0'",
        "100, 110, 90,  111, 1, 'close must lie between low 90.0 and high 110.0, was 111.0'",
        "100, 110, 90,  NaN, 1, 'close must lie between low 90.0 and high 110.0, was NaN'",
        "100, 110, 90,  105, -1, 'volume must be 0 or more, was -1.0'",
        "100, 110, 90,  105, NaN, 'volume must be 0 or more, was NaN'",
        "100, 110, 90,  105, Infinity, 'volume must be 0 or more, was Infinity'",
    })
    void numbersThatAreNoCandleAreRefusedWithTheReason(
            double open, double high, double low, double close, double volume, String fault) {
        if (fault.isEmpty()) {
            assertThat(new Candle(0, 1, open, high, low, close, volume).close()).isEqualTo(close);
        } else {
            assertThatThrownBy(() -> new Candle(0, 1, open, high, low, close, volume))
                    .hasMessage(fault);
        }
    }

    @Test
    void aCandleClosesAfterItOpens() {
        assertThatThrownBy(() -> new Candle(60, 60, 1, 1, 1, 1, 0))
                .hasMessage("candle must close after it opens, opened 60 and closed 60");
    }

    @Test
    void aCopyOutlivesTheViewItWasMadeFrom() {
        CandleCursor cursor = CandleSeries.builder(Timeframe.M1)
                .add(0, 1, 4, 0.5, 2, 10)
                .add(60_000, 2, 5, 1, 3, 20)
                .build()
                .cursor();
        assertThat(cursor.advance()).isTrue();

        Candle copy = Candle.copyOf(cursor);
        assertThat(cursor.advance()).isTrue();

        assertThat(copy).isEqualTo(new Candle(0, 60_000, 1, 4, 0.5, 2, 10));
        assertThat(Candle.copyOf(copy)).isSameAs(copy);
    }

    @Test
    void aPriceOfACandleIsTheTextItWasParsedFrom() {
        Property.holds(random -> {
            String text = BigDecimal.valueOf(random.nextLong(1, 1_000_000_000_000_000L), random.nextInt(0, 12))
                    .toPlainString();

            assertThat(Candle.exactPrice(Double.parseDouble(text))).isEqualTo(Price.of(text));
        });
    }
}
