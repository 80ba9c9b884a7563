package cab.domain.market;

import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.Property;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TimeframeTest {

    private static long ms(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    @ParameterizedTest
    @CsvSource({
        "15m, 2024-03-10T12:00:00Z,     2024-03-10T12:00:00Z",
        "15m, 2024-03-10T12:14:59.999Z, 2024-03-10T12:00:00Z",
        "15m, 2024-03-10T12:15:00Z,     2024-03-10T12:15:00Z",
        "4h,  2024-03-10T15:59:59.999Z, 2024-03-10T12:00:00Z",
        "1d,  2024-03-10T23:59:59.999Z, 2024-03-10T00:00:00Z",
        "1w,  2024-03-10T23:59:59.999Z, 2024-03-04T00:00:00Z",
        "1w,  2024-03-11T00:00:00Z,     2024-03-11T00:00:00Z",
        "1w,  1970-01-01T00:00:00Z,     1969-12-29T00:00:00Z",
        "1m,  1969-12-31T23:59:59.999Z, 1969-12-31T23:59:00Z",
        "1h,  1969-12-31T23:00:00Z,     1969-12-31T23:00:00Z",
        "1h,  1969-12-31T22:59:59.999Z, 1969-12-31T22:00:00Z",
    })
    void aBucketOpensAtOrBeforeEachInstantInIt(String label, String instant, String opens) {
        long openMs = Timeframe.of(label).orElseThrow().bucketOpenMs(ms(instant));

        assertThat(Instant.ofEpochMilli(openMs)).isEqualTo(Instant.parse(opens));
    }

    @Test
    void anInstantLiesInItsBucketAndTheBucketOpensInItself() {
        Property.holds(random -> {
            Timeframe timeframe = List.of(Timeframe.values()).get(random.nextInt(Timeframe.values().length));
            long instantMs = random.nextLong(-4_000_000_000_000L, 4_000_000_000_000L);

            long openMs = timeframe.bucketOpenMs(instantMs);

            assertThat(instantMs - openMs).isBetween(0L, timeframe.lengthMs() - 1);
            assertThat(timeframe.bucketOpenMs(openMs)).isEqualTo(openMs);
        });
    }

    @Test
    void weeksStartOnMonday() {
        Property.holds(random -> {
            long openMs = Timeframe.W1.bucketOpenMs(random.nextLong(-4_000_000_000_000L, 4_000_000_000_000L));

            assertThat(Instant.ofEpochMilli(openMs).atZone(ZoneOffset.UTC).getDayOfWeek())
                    .isEqualTo(DayOfWeek.MONDAY);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aLabelNamesItsTimeframe(Timeframe timeframe) {
        assertThat(Timeframe.of(timeframe.label())).contains(timeframe);
        assertThat(timeframe).hasToString(timeframe.label());
        assertThat(Timeframe.labels()).contains(timeframe.label());
    }

    @Test
    void otherLabelsNameNone() {
        assertThat(Timeframe.of("15M")).isEmpty();
        assertThat(Timeframe.of("")).isEmpty();
        assertThat(Timeframe.of("7m")).isEmpty();
    }

    @Test
    void multiplesAreWholeMultiples() {
        assertThat(Timeframe.H1.isMultipleOf(Timeframe.M15)).isTrue();
        assertThat(Timeframe.W1.isMultipleOf(Timeframe.D1)).isTrue();
        assertThat(Timeframe.M15.isMultipleOf(Timeframe.M15)).isTrue();
        assertThat(Timeframe.M5.isMultipleOf(Timeframe.M3)).isFalse();
        assertThat(Timeframe.M15.isMultipleOf(Timeframe.H1)).isFalse();
    }
}
