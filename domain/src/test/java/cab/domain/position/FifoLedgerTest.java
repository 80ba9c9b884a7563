package cab.domain.position;

import static cab.domain.order.Orders.BTC;
import static cab.domain.order.Orders.BTC_USDT;
import static cab.domain.order.Orders.fill;
import static cab.domain.order.Orders.usdt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.market.Symbol;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.Fill;
import cab.domain.order.Side;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Cases computed by hand; the numbered guarantees are those of {@link FifoLedger}. */
class FifoLedgerTest {

    private static final Currency GT = new Currency("GT");
    private static final Currency BNB = new Currency("BNB");

    private final FifoLedger ledger = new FifoLedger(BTC_USDT);

    private static Money btc(String amount) {
        return Money.of(amount, BTC);
    }

    private void buy(String quantity, String price, Money fee) {
        assertThat(ledger.apply(fill(Side.BUY, quantity, price, fee), Optional.empty()))
                .isEmpty();
    }

    private RealisedTrade sell(String quantity, String price, Money fee) {
        return ledger.apply(fill(Side.SELL, quantity, price, fee), Optional.empty())
                .orElseThrow();
    }

    @Test
    void nothingIsHeldAtFirst() {
        assertThat(ledger.position()).isEqualTo(Position.flat(BTC_USDT.quote()));
        assertThat(ledger.realisedPnl()).isEqualTo(usdt("0"));
        assertThat(ledger.fees()).isEqualTo(usdt("0"));
        assertThat(ledger.oversold()).isEqualTo(Quantity.ZERO);
        assertThat(ledger.unvaluedFees()).isEmpty();
    }

    @Test
    void feesInQuoteCostABuyerMoreAndBringASellerLess() {
        buy("2", "100", usdt("0.4"));
        assertThat(ledger.position()).isEqualTo(new Position(Quantity.of("2"), usdt("200.4")));

        RealisedTrade trade = sell("2", "110", usdt("0.44"));

        assertThat(trade.proceeds()).isEqualTo(usdt("220"));
        assertThat(trade.cost()).isEqualTo(usdt("200.4"));
        assertThat(trade.fees()).isEqualTo(usdt("0.44"));
        assertThat(trade.pnl()).isEqualTo(usdt("19.16"));
        assertThat(trade.quantity()).isEqualTo(Quantity.of("2"));
        assertThat(ledger.position()).isEqualTo(Position.flat(BTC_USDT.quote()));
        assertThat(ledger.realisedPnl()).isEqualTo(usdt("19.16"));
        assertThat(ledger.fees()).isEqualTo(usdt("0.84"));
    }

    @Test
    void aFeeInBaseLeavesLessToSellForTheSameCost() {
        buy("1", "100", btc("0.001"));

        assertThat(ledger.position()).isEqualTo(new Position(Quantity.of("0.999"), usdt("100")));
        assertThat(ledger.fees()).isEqualTo(usdt("0.1"));

        RealisedTrade trade = sell("0.999", "110", usdt("0.10989"));

        // 0.999 × 110 − 100 − 0.10989
        assertThat(trade.pnl()).isEqualTo(usdt("9.78011"));
        assertThat(ledger.position().isFlat()).isTrue();
        assertThat(ledger.position().cost()).isEqualTo(usdt("0"));
    }

    @Test
    void aFeeInBaseOfASaleLeavesOnTopOfWhatWasSold() {
        buy("1", "100", usdt("0"));

        RealisedTrade trade = sell("0.5", "110", btc("0.1"));

        assertThat(trade.quantity()).isEqualTo(Quantity.of("0.6"));
        assertThat(trade.proceeds()).isEqualTo(usdt("55"));
        assertThat(trade.cost()).isEqualTo(usdt("60"));
        assertThat(trade.fees()).isEqualTo(usdt("0"));
        assertThat(trade.pnl()).isEqualTo(usdt("-5"));
        assertThat(ledger.position()).isEqualTo(new Position(Quantity.of("0.4"), usdt("40")));
        assertThat(ledger.fees()).isEqualTo(usdt("11"));
    }

    @Test
    void theOldestLotIsSoldFirst() {
        buy("1", "100", usdt("0"));
        buy("1", "200", usdt("0"));

        assertThat(sell("1", "150", usdt("0")).pnl()).isEqualTo(usdt("50"));
        assertThat(ledger.position()).isEqualTo(new Position(Quantity.of("1"), usdt("200")));
        assertThat(sell("1", "150", usdt("0")).pnl()).isEqualTo(usdt("-50"));
        assertThat(ledger.realisedPnl()).isEqualTo(usdt("0"));
    }

    @Test
    void aSaleMayTakePartsOfSeveralLots() {
        buy("1", "100", usdt("1"));
        buy("2", "110", usdt("2"));
        buy("1", "120", usdt("1"));

        RealisedTrade first = sell("0.5", "130", usdt("0"));
        RealisedTrade second = sell("2", "130", usdt("0"));

        assertThat(first.cost()).isEqualTo(usdt("50.5"));
        // 50.5 for the rest of the first lot, 222 × 1.5 / 2 of the second.
        assertThat(second.cost()).isEqualTo(usdt("217"));
        assertThat(ledger.position()).isEqualTo(new Position(Quantity.of("1.5"), usdt("176.5")));
        assertThat(ledger.realisedPnl()).isEqualTo(usdt("57.5"));
    }

    @Test
    void aShareThatDoesNotDivideLosesNothing() {
        buy("3", "33.333333333333333333", usdt("0.000000000000000002"));
        Money whole = ledger.position().cost();

        Money taken = sell("1", "50", usdt("0")).cost();
        taken = taken.plus(sell("1", "50", usdt("0")).cost());
        taken = taken.plus(sell("1", "50", usdt("0")).cost());

        assertThat(taken).isEqualTo(whole);
        assertThat(ledger.position().cost()).isEqualTo(usdt("0"));
    }

    @Test
    void aFeeInAThirdCoinIsPartOfTheCostWhenItHasAPrice() {
        Fill fill = fill(Side.BUY, "1", "100", Money.of("0.02", GT));

        assertThat(ledger.apply(fill, Optional.of(usdt("0.1")))).isEmpty();

        assertThat(ledger.position()).isEqualTo(new Position(Quantity.of("1"), usdt("100.1")));
        assertThat(ledger.fees()).isEqualTo(usdt("0.1"));
        assertThat(ledger.unvaluedFees()).isEmpty();
    }

    @Test
    void aFeeInAThirdCoinWithoutAPriceStaysVisible() {
        buy("1", "100", Money.of("0.02", GT));
        buy("1", "100", Money.of("0.001", BNB));
        RealisedTrade trade = sell("1", "110", Money.of("0.03", GT));

        assertThat(trade.pnl()).isEqualTo(usdt("10"));
        assertThat(ledger.fees()).isEqualTo(usdt("0"));
        assertThat(ledger.unvaluedFees().entrySet())
                .extracting(entry -> entry.getValue().toString())
                .containsExactly("0.001 BNB", "0.05 GT");
    }

    @Test
    void theFeesHandedOutDoNotChangeTheBook() {
        buy("1", "100", Money.of("0.02", GT));

        assertThatThrownBy(() -> ledger.unvaluedFees().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(ledger.unvaluedFees()).containsOnlyKeys(GT);
    }

    @Test
    void theValueOfAFeeInAnotherCurrencyThanQuoteIsRefused() {
        Fill fill = fill(Side.BUY, "1", "100", Money.of("0.02", GT));

        assertThatThrownBy(() -> ledger.apply(fill, Optional.of(btc("0.1"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ledger.position().isFlat()).isTrue();
    }

    @Test
    void theValueOfAFeeInQuoteOrBaseIsNotUsed() {
        Fill inQuote = fill(Side.BUY, "1", "100", usdt("1"));
        Fill inBase = fill(Side.BUY, "1", "100", btc("0.1"));

        assertThat(ledger.apply(inQuote, Optional.of(usdt("7")))).isEmpty();
        assertThat(ledger.apply(inBase, Optional.of(usdt("7")))).isEmpty();

        assertThat(ledger.position()).isEqualTo(new Position(Quantity.of("1.9"), usdt("201")));
    }

    @Test
    void guarantee3WhatWasNotHeldIsSoldWithoutProfit() {
        buy("1", "100", usdt("0"));

        RealisedTrade trade = sell("1.5", "120", usdt("0.3"));

        assertThat(trade.quantity()).isEqualTo(Quantity.of("1"));
        assertThat(trade.proceeds()).isEqualTo(usdt("120"));
        assertThat(trade.pnl()).isEqualTo(usdt("19.7"));
        assertThat(ledger.oversold()).isEqualTo(Quantity.of("0.5"));
        assertThat(ledger.position().isFlat()).isTrue();
    }

    @Test
    void guarantee3ASaleFromNothingRealisesItsFeeAlone() {
        RealisedTrade trade = sell("1", "120", usdt("0.3"));

        assertThat(trade.quantity()).isEqualTo(Quantity.ZERO);
        assertThat(trade.proceeds()).isEqualTo(usdt("0"));
        assertThat(trade.pnl()).isEqualTo(usdt("-0.3"));
        assertThat(ledger.oversold()).isEqualTo(Quantity.of("1"));
    }

    @Test
    void aFeeInBaseBeyondWhatIsHeldIsOversoldAndNoProfit() {
        buy("0.55", "100", usdt("0"));

        RealisedTrade trade = sell("1", "120", btc("0.1"));

        // Half of the 1.1 that left was held.
        assertThat(trade.quantity()).isEqualTo(Quantity.of("0.55"));
        assertThat(trade.proceeds()).isEqualTo(usdt("60"));
        assertThat(trade.cost()).isEqualTo(usdt("55"));
        assertThat(ledger.oversold()).isEqualTo(Quantity.of("0.55"));
    }

    @Test
    void guarantee4ABuyThatTheFeeSwallowsIsALossAtOnce() {
        Optional<RealisedTrade> lost = ledger.apply(fill(Side.BUY, "0.001", "100", btc("0.001")), Optional.empty());

        assertThat(lost.orElseThrow().pnl()).isEqualTo(usdt("-0.1"));
        assertThat(lost.orElseThrow().quantity()).isEqualTo(Quantity.ZERO);
        assertThat(ledger.position()).isEqualTo(Position.flat(BTC_USDT.quote()));
        assertThat(ledger.realisedPnl()).isEqualTo(usdt("-0.1"));

        buy("1", "100", usdt("0"));
        assertThat(ledger.position()).isEqualTo(new Position(Quantity.of("1"), usdt("100")));
    }

    @Test
    void aFeeBeyondWhatWasBoughtIsTakenFromWhatIsHeld() {
        buy("1", "100", usdt("0"));

        Optional<RealisedTrade> lost = ledger.apply(fill(Side.BUY, "0.1", "100", btc("0.3")), Optional.empty());

        assertThat(lost.orElseThrow().quantity()).isEqualTo(Quantity.of("0.2"));
        assertThat(lost.orElseThrow().pnl()).isEqualTo(usdt("-30"));
        assertThat(ledger.position()).isEqualTo(new Position(Quantity.of("0.8"), usdt("80")));
    }

    @Test
    void aRebateMakesABuyCheaperAndASaleDearer() {
        buy("1", "100", usdt("-0.1"));
        assertThat(ledger.position().cost()).isEqualTo(usdt("99.9"));

        assertThat(sell("1", "110", usdt("-0.1")).pnl()).isEqualTo(usdt("10.2"));
        assertThat(ledger.fees()).isEqualTo(usdt("-0.2"));
    }

    @Test
    void aRebateInBaseIsHeldForNothing() {
        buy("1", "100", btc("-0.1"));
        assertThat(ledger.position()).isEqualTo(new Position(Quantity.of("1.1"), usdt("100")));

        assertThat(sell("0.1", "100", btc("-0.2")).proceeds()).isEqualTo(usdt("10"));
        assertThat(ledger.position().quantity()).isEqualTo(Quantity.of("1.2"));
        assertThat(ledger.position().cost()).isEqualTo(usdt("100"));
    }

    @Test
    void aFillOfAnotherSymbolIsRefused() {
        FifoLedger other = new FifoLedger(Symbol.of("ETH/USDT"));

        assertThatThrownBy(() -> other.apply(fill(Side.BUY, "1", "100", usdt("0")), Optional.empty()))
                .hasMessage("fill must be of ETH/USDT, was of BTC/USDT");
    }

    @Test
    void theAveragePriceIncludesFeesAndKeepsTheDigitsOfSmallPrices() {
        assertThat(new Position(Quantity.of("2"), usdt("200.4")).averagePrice()).contains(Price.of("100.2"));
        assertThat(new Position(Quantity.of("3"), usdt("100")).averagePrice()).contains(Price.of("33.33333333333333"));
        assertThat(new Position(Quantity.of("1000000"), usdt("0.012345678901")).averagePrice())
                .contains(Price.of("0.000000012345678901"));
    }

    @Test
    void whatCostNothingHasNoAveragePrice() {
        assertThat(Position.flat(BTC_USDT.quote()).averagePrice()).isEmpty();
        assertThat(new Position(Quantity.of("1"), usdt("0")).averagePrice()).isEmpty();
        assertThat(new Position(Quantity.of("1"), usdt("-1")).averagePrice()).isEmpty();
        assertThat(new Position(Quantity.of("1000"), usdt("0.000000000000000001")).averagePrice())
                .isEmpty();
    }

    @Test
    void anUnrealisedProfitIsValueLessCost() {
        Position position = new Position(Quantity.of("2"), usdt("200.4"));

        assertThat(position.valueAt(Price.of("110"))).isEqualTo(usdt("220"));
        assertThat(position.unrealisedPnl(Price.of("110"))).isEqualTo(usdt("19.6"));
        assertThat(position.unrealisedPnl(Price.of("90"))).isEqualTo(usdt("-20.4"));
    }
}
