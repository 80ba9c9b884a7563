package cab.domain.order;

import cab.domain.market.Symbol;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import java.time.Instant;
import java.util.Optional;

/** Orders and fills of BTC/USDT for tests, told by what matters. */
public final class Orders {

    public static final Symbol BTC_USDT = Symbol.of("BTC/USDT");
    public static final Currency BTC = BTC_USDT.base();
    public static final Currency USDT = BTC_USDT.quote();
    public static final Instant NOON = Instant.parse("2024-03-10T12:00:00Z");
    public static final DecisionKey DECISION = new DecisionKey(new BotId("btc"), NOON);

    private Orders() {}

    public static Money usdt(String amount) {
        return Money.of(amount, USDT);
    }

    public static OrderSize.OfBase base(String quantity) {
        return new OrderSize.OfBase(Quantity.of(quantity));
    }

    public static OrderSize.OfQuote spend(String amount) {
        return new OrderSize.OfQuote(usdt(amount));
    }

    public static OrderIntent intent(Purpose purpose, OrderTerms terms, String reference) {
        return new OrderIntent(
                ClientOrderId.of(DECISION, purpose, 0),
                DECISION,
                purpose,
                terms,
                Price.of(reference),
                Optional.empty(),
                NOON);
    }

    public static OrderIntent marketBuy(String spend) {
        return intent(Purpose.ENTRY, OrderTerms.market(BTC_USDT, Side.BUY, spend(spend)), "100");
    }

    public static OrderIntent marketSell(String quantity) {
        return intent(Purpose.EXIT, OrderTerms.market(BTC_USDT, Side.SELL, base(quantity)), "100");
    }

    public static Fill fill(Side side, String quantity, String price, Money fee) {
        return fill("t", side, quantity, price, fee);
    }

    public static Fill fill(String tradeId, Side side, String quantity, String price, Money fee) {
        return new Fill(
                new TradeId(tradeId),
                ClientOrderId.of(DECISION, side == Side.BUY ? Purpose.ENTRY : Purpose.EXIT, 0),
                BTC_USDT,
                side,
                Price.of(price),
                Quantity.of(quantity),
                fee,
                LiquiditySide.TAKER,
                NOON.plusSeconds(1));
    }
}
