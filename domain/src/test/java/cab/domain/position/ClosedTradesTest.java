package cab.domain.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.position.ClosedTrades.Sale;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClosedTradesTest {

    private static final Currency USDT = new Currency("USDT");

    @Test
    void salesOfOnePositionAreOneTradeWhateverComesBetween() {
        List<ClosedTrade> trades = ClosedTrades.of(
                List.of(
                        sale(1, "10", "1", 11),
                        sale(1, "20", "-4", 12),
                        sale(2, "5", "1", 13),
                        sale(1, "1", "0.5", 14)),
                Optional.empty());

        assertThat(trades)
                .containsExactly(
                        new ClosedTrade(usdt("5"), usdt("1"), at(13)),
                        new ClosedTrade(usdt("31"), usdt("-2.5"), at(14)));
    }

    @Test
    void whatIsStillHeldIsNotClosed() {
        assertThat(ClosedTrades.of(List.of(sale(1, "10", "1", 11), sale(2, "10", "1", 12)), Optional.of(at(2))))
                .hasSize(1);
    }

    @Test
    void theOldestAreForgotten() {
        ClosedTrades trades = new ClosedTrades();
        for (int index = 0; index <= ClosedTrades.KEPT; index++) {
            trades.add(new ClosedTrade(usdt("1"), usdt("0"), at(index)));
        }

        assertThat(trades.size()).isEqualTo(ClosedTrades.KEPT);
        assertThat(trades.latest(2)).extracting(ClosedTrade::at).containsExactly(at(1_000), at(999));
        assertThat(trades.latest(5_000).getLast().at()).isEqualTo(at(1));
    }

    @Test
    void aTradeOfNothingIsNone() {
        assertThatThrownBy(() -> new ClosedTrade(usdt("0"), usdt("1"), at(1))).hasMessageContaining("must be positive");
    }

    private static Sale sale(int openedBy, String cost, String pnl, int at) {
        return new Sale(at(openedBy), usdt(cost), usdt(pnl), at(at));
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }

    private static Money usdt(String amount) {
        return Money.of(amount, USDT);
    }
}
