package cab.domain.order;

import static cab.domain.order.Orders.BTC;
import static cab.domain.order.Orders.BTC_USDT;
import static cab.domain.order.Orders.DECISION;
import static cab.domain.order.Orders.NOON;
import static cab.domain.order.Orders.base;
import static cab.domain.order.Orders.fill;
import static cab.domain.order.Orders.intent;
import static cab.domain.order.Orders.marketBuy;
import static cab.domain.order.Orders.marketSell;
import static cab.domain.order.Orders.spend;
import static cab.domain.order.Orders.usdt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final Money NO_FEE = usdt("0");

    @Test
    void anIntentBecomesAnOrderThatWasNotSent() {
        Order order = Order.of(marketBuy("100"));

        assertThat(order.status()).isEqualTo(OrderStatus.INTENDED);
        assertThat(order.filled()).isEqualTo(Quantity.ZERO);
        assertThat(order.filledQuote()).isEqualTo(usdt("0"));
        assertThat(order.updatedAt()).isEqualTo(NOON);
        assertThat(order.clientOrderId()).isEqualTo(order.intent().clientOrderId());
    }

    @Test
    void fillsAddUp() {
        Order order = Order.of(marketBuy("100"))
                .with(fill(Side.BUY, "0.2", "100", NO_FEE))
                .with(fill(Side.BUY, "0.3", "110", NO_FEE));

        assertThat(order.filled()).isEqualTo(Quantity.of("0.5"));
        assertThat(order.filledQuote()).isEqualTo(usdt("53"));
    }

    @Test
    void aFillThatArrivesAfterTheEndStillCounts() {
        Order order =
                Order.of(marketSell("1")).after(OrderEvent.CANCELLED, NOON).with(fill(Side.SELL, "0.4", "100", NO_FEE));

        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.filled()).isEqualTo(Quantity.of("0.4"));
    }

    @Test
    void anOldFillDoesNotTurnTheClockBack() {
        Instant later = NOON.plusSeconds(60);
        Order order = Order.of(marketSell("1")).after(OrderEvent.SEND, later);

        assertThat(order.with(fill(Side.SELL, "0.4", "100", NO_FEE)).updatedAt())
                .isEqualTo(later);
        assertThat(Order.of(marketSell("1"))
                        .with(fill(Side.SELL, "0.4", "100", NO_FEE))
                        .updatedAt())
                .isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void aFillOfAnotherOrderIsRefused() {
        Order order = Order.of(marketBuy("100"));

        assertThatThrownBy(() -> order.with(fill(Side.SELL, "0.1", "100", NO_FEE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("fill must belong to ");
    }

    @Test
    void theNameOnceKnownIsKept() {
        Order order = Order.of(marketBuy("100")).named(new VenueOrderId("7"));

        assertThat(order.named(new VenueOrderId("8")).venueOrderId()).contains(new VenueOrderId("7"));
    }

    @Test
    void whatIsLeftOfAnOrderInBaseIsKnownAndNeverNegative() {
        Order order = Order.of(marketSell("1"));

        assertThat(order.leaves()).contains(Quantity.of("1"));
        assertThat(order.with(fill(Side.SELL, "0.4", "100", NO_FEE)).leaves()).contains(Quantity.of("0.6"));
        assertThat(order.with(fill(Side.SELL, "1.1", "100", NO_FEE)).leaves()).contains(Quantity.ZERO);
        assertThat(Order.of(marketBuy("100")).leaves()).isEmpty();
    }

    @Test
    void aBuyReservesWhatItMayStillSpend() {
        Order order = Order.of(marketBuy("100"));

        assertThat(order.reservedQuote()).isEqualTo(usdt("100"));
        assertThat(order.with(fill(Side.BUY, "0.4", "100", NO_FEE)).reservedQuote())
                .isEqualTo(usdt("60"));
        assertThat(order.with(fill(Side.BUY, "1.1", "100", NO_FEE)).reservedQuote())
                .isEqualTo(usdt("0"));
        assertThat(order.after(OrderEvent.ANSWER_LOST, NOON).reservedQuote()).isEqualTo(usdt("100"));
        assertThat(order.after(OrderEvent.FILLED, NOON).reservedQuote()).isEqualTo(usdt("0"));
    }

    @Test
    void aBuyInBaseReservesItsLimitOrElseItsReference() {
        OrderTerms limit = OrderTerms.limit(BTC_USDT, Side.BUY, base("2"), Price.of("90"));
        OrderTerms market = OrderTerms.market(BTC_USDT, Side.BUY, base("2"));

        assertThat(Order.of(intent(Purpose.ENTRY, limit, "100")).reservedQuote())
                .isEqualTo(usdt("180"));
        assertThat(Order.of(intent(Purpose.ENTRY, market, "100")).reservedQuote())
                .isEqualTo(usdt("200"));
    }

    @Test
    void aSellReservesNoQuote() {
        assertThat(Order.of(marketSell("1")).reservedQuote()).isEqualTo(usdt("0"));
    }

    @Test
    void entriesBuyAndAllOthersSell() {
        OrderTerms buy = OrderTerms.market(BTC_USDT, Side.BUY, spend("100"));
        OrderTerms sell = OrderTerms.market(BTC_USDT, Side.SELL, base("1"));

        assertThatThrownBy(() -> intent(Purpose.ENTRY, sell, "100"))
                .hasMessage("entries buy and all others sell, was ENTRY SELL");
        assertThatThrownBy(() -> intent(Purpose.EXIT, buy, "100")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> intent(Purpose.PROTECTION, buy, "100")).isInstanceOf(IllegalArgumentException.class);
        assertThat(intent(Purpose.PROTECTION, sell, "100").bot()).isEqualTo(DECISION.bot());
    }

    @Test
    void aFollowUpAndNothingElseNamesItsParent() {
        ClientOrderId parent = ClientOrderId.of(DECISION, Purpose.EXIT, 0);
        ClientOrderId followUp = ClientOrderId.followUp(DECISION, Purpose.EXIT, 1);
        OrderTerms sell = OrderTerms.market(BTC_USDT, Side.SELL, base("1"));
        Price hundred = Price.of("100");

        assertThat(new OrderIntent(followUp, DECISION, Purpose.EXIT, sell, hundred, Optional.of(parent), NOON).parent())
                .contains(parent);
        assertThatThrownBy(
                        () -> new OrderIntent(followUp, DECISION, Purpose.EXIT, sell, hundred, Optional.empty(), NOON))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> new OrderIntent(parent, DECISION, Purpose.EXIT, sell, hundred, Optional.of(parent), NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyAMarketBuyIsSizedInQuote() {
        Price hundred = Price.of("100");

        assertThatThrownBy(() -> OrderTerms.market(BTC_USDT, Side.SELL, spend("100")))
                .hasMessage("an amount of quote sizes market buys alone, was MARKET SELL");
        assertThatThrownBy(() -> new OrderTerms(
                        BTC_USDT, Side.BUY, OrderType.LIMIT, spend("100"), Optional.of(hundred), Optional.empty()))
                .hasMessage("an amount of quote sizes market buys alone, was LIMIT BUY");
        assertThatThrownBy(() -> OrderTerms.market(
                        BTC_USDT, Side.BUY, new OrderSize.OfQuote(Money.of("1", new Currency("EUR")))))
                .hasMessage("amount to spend on BTC/USDT must be in USDT, was 1 EUR");
    }

    @Test
    void eachTypeHasThePriceItNeedsAndNoOther() {
        Optional<Price> hundred = Optional.of(Price.of("100"));
        Optional<Price> none = Optional.empty();

        assertThat(OrderTerms.stop(BTC_USDT, Side.SELL, base("1"), Price.of("95"))
                        .trigger())
                .contains(Price.of("95"));
        assertThatThrownBy(() -> new OrderTerms(BTC_USDT, Side.SELL, OrderType.LIMIT, base("1"), none, none))
                .hasMessage("a limit price belongs to LIMIT orders alone, type was LIMIT");
        assertThatThrownBy(() -> new OrderTerms(BTC_USDT, Side.SELL, OrderType.MARKET, base("1"), hundred, none))
                .hasMessage("a limit price belongs to LIMIT orders alone, type was MARKET");
        assertThatThrownBy(() -> new OrderTerms(BTC_USDT, Side.SELL, OrderType.STOP_MARKET, base("1"), none, none))
                .hasMessage("a trigger price belongs to STOP_MARKET orders alone, type was STOP_MARKET");
        assertThatThrownBy(() -> new OrderTerms(BTC_USDT, Side.SELL, OrderType.MARKET, base("1"), none, hundred))
                .hasMessage("a trigger price belongs to STOP_MARKET orders alone, type was MARKET");
    }

    @Test
    void orderSizesAndFillsArePositive() {
        assertThatThrownBy(() -> base("0")).hasMessage("order quantity must be positive, was 0");
        assertThatThrownBy(() -> spend("0")).hasMessage("order amount must be positive, was 0 USDT");
        assertThatThrownBy(() -> spend("-1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fill(Side.BUY, "0", "100", NO_FEE))
                .hasMessage("fill quantity must be positive, was 0");
    }

    @Test
    void aFeeIsFoundInItsOwnCoinAlone() {
        Fill fill = fill(Side.BUY, "1", "100", Money.of("0.001", BTC));

        assertThat(fill.feeIn(BTC)).isEqualTo(Money.of("0.001", BTC));
        assertThat(fill.feeIn(Orders.USDT)).isEqualTo(usdt("0"));
    }
}
