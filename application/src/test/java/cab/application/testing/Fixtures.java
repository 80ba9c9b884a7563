package cab.application.testing;

import cab.application.port.Balance;
import cab.application.port.BalancesReport;
import cab.application.port.VenueOrder;
import cab.domain.market.Candle;
import cab.domain.market.FeeSchedule;
import cab.domain.market.FeeSchedule.FeeCharge;
import cab.domain.market.Instrument;
import cab.domain.market.Quote;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Fill;
import cab.domain.order.LiquiditySide;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import cab.domain.order.VenueOrderId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Orders, fills and a market as small as a test needs them. */
public final class Fixtures {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final BotId BOT = new BotId("signals-btc");
    public static final Symbol BTC_USDT = Symbol.of("BTC/USDT");
    public static final Currency BTC = BTC_USDT.base();
    public static final Currency USDT = BTC_USDT.quote();
    public static final Timeframe TIMEFRAME = Timeframe.M15;

    private Fixtures() {}

    /** Step 0.001, at least 5 USDT an order, 0.1 % fee taken in USDT. */
    public static Instrument instrument() {
        return instrument(FeeCharge.QUOTE, "5");
    }

    public static Instrument instrument(FeeCharge charge, String minNotional) {
        return new Instrument(
                BTC_USDT,
                new BigDecimal("0.01"),
                new BigDecimal("0.001"),
                Quantity.ZERO,
                usdt(minNotional),
                new FeeSchedule(Percent.of("0.1"), Percent.of("0.1"), charge));
    }

    public static DecisionKey decision(Instant at) {
        return new DecisionKey(BOT, at);
    }

    /** A market buy for 100 USDT at about 50. */
    public static OrderIntent entry(Instant at) {
        return entry(at, "100");
    }

    public static OrderIntent entry(Instant at, String amount) {
        return new OrderIntent(
                ClientOrderId.of(decision(at), Purpose.ENTRY, 0),
                decision(at),
                Purpose.ENTRY,
                OrderTerms.market(BTC_USDT, Side.BUY, new OrderSize.OfQuote(usdt(amount))),
                Price.of("50"),
                Optional.empty(),
                at);
    }

    /** A limit buy at 50. */
    public static OrderIntent limitEntry(Instant at, String quantity) {
        return new OrderIntent(
                ClientOrderId.of(decision(at), Purpose.ENTRY, 0),
                decision(at),
                Purpose.ENTRY,
                OrderTerms.limit(BTC_USDT, Side.BUY, new OrderSize.OfBase(Quantity.of(quantity)), Price.of("50")),
                Price.of("50"),
                Optional.empty(),
                at);
    }

    /** A market sale of the position that the decision at {@code openedBy} has opened. */
    public static OrderIntent sale(Purpose purpose, Instant openedBy, int attempt, String quantity) {
        return new OrderIntent(
                ClientOrderId.of(decision(openedBy), purpose, attempt),
                decision(openedBy),
                purpose,
                OrderTerms.market(BTC_USDT, Side.SELL, new OrderSize.OfBase(Quantity.of(quantity))),
                Price.of("50"),
                Optional.empty(),
                openedBy.plusSeconds(60));
    }

    /** A fill without a fee. */
    public static Fill fill(OrderIntent intent, String tradeId, String quantity, String price) {
        return fill(intent, tradeId, quantity, price, usdt("0"));
    }

    public static Fill fill(OrderIntent intent, String tradeId, String quantity, String price, Money fee) {
        return fill(intent.clientOrderId(), intent.side(), tradeId, quantity, price, fee, intent.decidedAt());
    }

    public static Fill fill(
            ClientOrderId clientOrderId,
            Side side,
            String tradeId,
            String quantity,
            String price,
            Money fee,
            Instant at) {
        return new Fill(
                new TradeId(tradeId),
                clientOrderId,
                BTC_USDT,
                side,
                Price.of(price),
                Quantity.of(quantity),
                fee,
                LiquiditySide.TAKER,
                at);
    }

    public static VenueOrder shown(OrderIntent intent, OrderEvent state, String filled) {
        return new VenueOrder(
                new VenueOrderId("v-" + intent.clientOrderId()),
                intent.clientOrderId(),
                intent.symbol(),
                intent.side(),
                state,
                Quantity.of(filled),
                intent.decidedAt());
    }

    public static BalancesReport balances(String usdt, String btc) {
        return new BalancesReport.Known(List.of(new Balance(usdt(usdt), usdt("0")), new Balance(btc(btc), btc("0"))));
    }

    public static Quote quote(String bid, String ask, Instant at) {
        return new Quote(Price.of(bid), Price.of(ask), at);
    }

    /** A candle of the trading timeframe in which nothing happened. */
    public static Candle candle(Instant closedAt, double price) {
        return new Candle(
                closedAt.toEpochMilli() - TIMEFRAME.lengthMs(), closedAt.toEpochMilli(), price, price, price, price, 1);
    }

    public static Money usdt(String amount) {
        return Money.of(amount, USDT);
    }

    public static Money btc(String amount) {
        return Money.of(amount, BTC);
    }
}
