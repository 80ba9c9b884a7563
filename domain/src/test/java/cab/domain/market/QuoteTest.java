package cab.domain.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.money.Percent;
import cab.domain.money.Price;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuoteTest {

    private static Quote quote(String bid, String ask) {
        return new Quote(Price.of(bid), Price.of(ask), Instant.EPOCH);
    }

    @Test
    void theSpreadIsAShareOfTheMiddle() {
        assertThat(quote("99", "101").spread()).isEqualTo(Percent.of("2"));
        assertThat(quote("100", "100").spread()).isEqualTo(Percent.ZERO);
    }

    @Test
    void theSpreadIsNeverUnderstated() {
        // 1/1.5 = 66.666… %
        assertThat(quote("1", "2").spread()).isEqualTo(Percent.of("66.666666666667"));
    }

    @Test
    void anAskBelowTheBidIsRefused() {
        assertThatThrownBy(() -> quote("100", "99.99")).hasMessage("ask must not be below bid 100, was 99.99");
    }
}
