package cab.application.execution;

import static cab.application.testing.Fixtures.BTC;
import static cab.application.testing.Fixtures.btc;
import static cab.application.testing.Fixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.order.BotId;
import org.junit.jupiter.api.Test;

class HoldingsTest {

    private static final BotId ANN = new BotId("ann");
    private static final BotId BOB = new BotId("bob");

    private final Holdings holdings = new Holdings();

    @Test
    void botsOfOneCoinAreSummedAndOtherCoinsLeftOut() {
        holdings.set(ANN, btc("1.5"), true);
        holdings.set(BOB, btc("0.000001"), true);
        holdings.set(new BotId("cat"), Money.of("7", new Currency("ETH")), false);

        assertThat(holdings.of(BTC, ANN)).isEqualTo(new Holdings.Sum(btc("1.500001"), 2, true, 1));
        assertThat(holdings.of(usdt("0").currency(), ANN)).isEqualTo(new Holdings.Sum(usdt("0"), 0, true, 0));
    }

    @Test
    void oneOrderAtWorkIsEnoughForNoRest() {
        holdings.set(ANN, btc("1"), true);
        holdings.set(BOB, btc("1"), false);
        assertThat(holdings.of(BTC, ANN).atRest()).isFalse();

        holdings.set(BOB, btc("1"), true);
        assertThat(holdings.of(BTC, ANN).atRest()).isTrue();
    }

    @Test
    void changesOfOthersAreCountedAndOnlyChanges() {
        holdings.set(ANN, btc("1"), true);
        holdings.set(BOB, btc("1"), true);
        long before = holdings.of(BTC, ANN).changesOfOthers();

        holdings.set(ANN, btc("2"), true);
        holdings.set(BOB, btc("1"), true);
        assertThat(holdings.of(BTC, ANN).changesOfOthers()).isEqualTo(before);

        holdings.set(BOB, btc("1"), false);
        holdings.set(BOB, btc("1"), true);
        assertThat(holdings.of(BTC, ANN).changesOfOthers()).isEqualTo(before + 2);
    }
}
