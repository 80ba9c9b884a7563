package cab.application.port;

import cab.domain.market.Symbol;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Fill;
import cab.domain.order.LiquiditySide;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import cab.domain.position.Position;
import cab.domain.position.RealisedTrade;
import java.time.Instant;
import java.util.Optional;

/** Orders, fills and positions as small as a journal test needs them. */
public final class JournalFixtures {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final BotId BOT = new BotId("trend-btc");
    public static final Symbol BTC_USDT = Symbol.of("BTC/USDT");
    public static final Currency BTC = BTC_USDT.base();
    public static final Currency USDT = BTC_USDT.quote();

    private JournalFixtures() {}

    public static OrderIntent entry(Instant at) {
        return entry(BOT, at);
    }

    public static OrderIntent entry(BotId bot, Instant at) {
        return intent(
                bot, at, Purpose.ENTRY, OrderTerms.market(BTC_USDT, Side.BUY, new OrderSize.OfQuote(usdt("100"))));
    }

    public static OrderIntent exit(Instant entryAt, Instant decidedAt) {
        DecisionKey decision = new DecisionKey(BOT, entryAt);
        return new OrderIntent(
                ClientOrderId.of(decision, Purpose.EXIT, 0),
                decision,
                Purpose.EXIT,
                OrderTerms.market(BTC_USDT, Side.SELL, base("2")),
                Price.of("50"),
                Optional.empty(),
                decidedAt);
    }

    public static OrderIntent intent(BotId bot, Instant at, Purpose purpose, OrderTerms terms) {
        DecisionKey decision = new DecisionKey(bot, at);
        return new OrderIntent(
                ClientOrderId.of(decision, purpose, 0), decision, purpose, terms, Price.of("50"), Optional.empty(), at);
    }

    public static OrderIntent followUp(OrderIntent parent) {
        return new OrderIntent(
                ClientOrderId.followUp(parent.decision(), parent.purpose(), 1),
                parent.decision(),
                parent.purpose(),
                parent.terms(),
                parent.reference(),
                Optional.of(parent.clientOrderId()),
                parent.decidedAt().plusMillis(1));
    }

    public static Fill fill(OrderIntent intent, String tradeId, String quantity, String price, Money fee) {
        return new Fill(
                new TradeId(tradeId),
                intent.clientOrderId(),
                intent.symbol(),
                intent.side(),
                Price.of(price),
                Quantity.of(quantity),
                fee,
                LiquiditySide.TAKER,
                intent.decidedAt().plusMillis(7));
    }

    public static JournalEntry.Filled filled(Fill fill, PositionRecord positionAfter) {
        return new JournalEntry.Filled(positionAfter.bot(), fill, Optional.empty(), Optional.empty(), positionAfter);
    }

    public static JournalEntry.Filled filled(Fill fill, RealisedTrade realised, PositionRecord positionAfter) {
        return new JournalEntry.Filled(
                positionAfter.bot(), fill, Optional.empty(), Optional.of(realised), positionAfter);
    }

    public static PositionRecord holding(String quantity, String cost, Instant openedBy) {
        return new PositionRecord(
                BOT,
                BTC_USDT,
                new Position(Quantity.of(quantity), usdt(cost)),
                Optional.of(openedBy),
                50.25,
                51.5,
                openedBy.plusMillis(7));
    }

    public static PositionRecord flat(Instant at) {
        return new PositionRecord(BOT, BTC_USDT, Position.flat(USDT), Optional.empty(), 0, 0, at);
    }

    public static RealisedTrade realised(Fill sale, String pnl, Instant at) {
        return new RealisedTrade(
                sale.tradeId(),
                sale.symbol(),
                sale.quantity(),
                sale.notional(),
                sale.notional().minus(usdt(pnl)),
                usdt("0"),
                usdt(pnl),
                at);
    }

    /** The step that brings {@code order} where {@code after} is. */
    public static JournalEntry.OrderMoved moved(Order before, OrderEvent event, Order after) {
        return new JournalEntry.OrderMoved(before.status(), event, after);
    }

    public static OrderSize.OfBase base(String quantity) {
        return new OrderSize.OfBase(Quantity.of(quantity));
    }

    public static Money usdt(String amount) {
        return Money.of(amount, USDT);
    }

    public static Money btc(String amount) {
        return Money.of(amount, BTC);
    }
}
