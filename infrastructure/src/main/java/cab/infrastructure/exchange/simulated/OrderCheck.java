package cab.infrastructure.exchange.simulated;

import cab.application.port.PlacementReport;
import cab.domain.market.Candle;
import cab.domain.market.Instrument;
import cab.domain.money.Multiples;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Side;
import java.math.BigDecimal;
import java.util.Optional;

/** Decides whether the exchange takes an order, and binds its funds when it does. Owned by the exchange's thread. */
final class OrderCheck {

    private final OrderPolicy policy;
    private final SymbolBook book;
    private final Instrument instrument;

    OrderCheck(OrderPolicy policy, SymbolBook book) {
        this.policy = policy;
        this.book = book;
        this.instrument = book.instrument();
    }

    /** Why the order is not taken; empty when it is, and then its funds are bound. */
    Optional<PlacementReport.Rejected> refusalOf(ExchangeOrder order, long nowMs) {
        double market = book.marketPrice(nowMs);
        Optional<PlacementReport.Rejected> barred = barred(order, market);
        if (barred.isPresent()) {
            return barred;
        }
        Price price = reckonedAt(order.terms(), market);
        Optional<PlacementReport.Rejected> wrong = wrongSize(order, price);
        if (wrong.isEmpty()) {
            wrong = triggered(order.terms(), market);
        }
        if (wrong.isEmpty()) {
            wrong = wrongMoment(order, nowMs);
        }
        return wrong.isPresent() ? wrong : unaffordable(order, price);
    }

    /** Why no order of this kind is taken, whatever its size. */
    private Optional<PlacementReport.Rejected> barred(ExchangeOrder order, double market) {
        Optional<PlacementReport.Rejected> why = halted();
        if (why.isEmpty()) {
            why = withoutMarket(market);
        }
        if (why.isEmpty()) {
            why = duplicate(order);
        }
        if (why.isEmpty()) {
            why = tooManyOpen(order);
        }
        return why.isPresent() ? why : wrongPrice(order.terms());
    }

    /** Why an open limit order cannot ask for {@code asked} instead; empty when it can, if it is affordable. */
    Optional<AmendReport.Refused> refusalOf(ExchangeOrder order, OrderTerms asked, long nowMs) {
        if (asked.equals(order.terms())) {
            return Optional.of(new AmendReport.Refused(RejectCode.NO_CHANGE, "the order asks for that already"));
        }
        // An order of its own, because nothing of it is filled yet.
        ExchangeOrder whole = new ExchangeOrder(
                order.id(), order.customer(), order.placement().with(asked), nowMs);
        return halted().or(() -> wrongPrice(asked))
                .or(() -> wrongSize(whole, reckonedAt(asked, book.marketPrice(nowMs))))
                .or(() -> wrongMoment(whole, nowMs))
                .map(refused -> new AmendReport.Refused(RejectCode.valueOf(refused.code()), refused.reason()));
    }

    /** Why the order could never be taken, whatever the market and the account. */
    Optional<PlacementReport.Rejected> malformed(ExchangeOrder order, long nowMs) {
        return wrongPrice(order.terms()).or(() -> wrongSize(order, reckonedAt(order.terms(), book.marketPrice(nowMs))));
    }

    private Optional<PlacementReport.Rejected> halted() {
        return book.isHalted()
                ? rejected(RejectCode.TRADING_HALTED, instrument.symbol() + " is not traded at the moment")
                : Optional.empty();
    }

    /** Sizes and funds are reckoned at the price of the market; before the first there is none. */
    private Optional<PlacementReport.Rejected> withoutMarket(double market) {
        return Double.isNaN(market)
                ? rejected(RejectCode.TRADING_HALTED, "no price of " + instrument.symbol() + " has been heard yet")
                : Optional.empty();
    }

    private Optional<PlacementReport.Rejected> wrongMoment(ExchangeOrder order, long nowMs) {
        return switch (order.placement().timeInForce()) {
            case GOOD_TILL_CANCELLED, IMMEDIATE_OR_CANCEL -> Optional.empty();
            case FILL_OR_KILL ->
                book.wouldBeFilled(order, nowMs)
                        ? Optional.empty()
                        : rejected(RejectCode.FILL_OR_KILL_UNFILLABLE, "the order cannot be filled whole at once");
            case POST_ONLY ->
                book.wouldTake(order, nowMs)
                        ? rejected(RejectCode.POST_ONLY_WOULD_TAKE, "the order would take at once")
                        : Optional.empty();
        };
    }

    private Optional<PlacementReport.Rejected> duplicate(ExchangeOrder order) {
        boolean refused = switch (policy.duplicates()) {
            case TAKEN -> false;
            case REFUSED ->
                order.customer().find(order.placement().clientOrderId()).isPresent();
        };
        return refused
                ? rejected(
                        RejectCode.DUPLICATE_CLIENT_ORDER_ID,
                        "client order id " + order.placement().clientOrderId() + " is taken")
                : Optional.empty();
    }

    private Optional<PlacementReport.Rejected> tooManyOpen(ExchangeOrder order) {
        return order.customer().openCount() >= policy.openOrdersMax()
                ? rejected(RejectCode.TOO_MANY_OPEN_ORDERS, "at most " + policy.openOrdersMax() + " orders may be open")
                : Optional.empty();
    }

    private Optional<PlacementReport.Rejected> wrongPrice(OrderTerms terms) {
        Optional<Price> named = terms.limit().or(terms::trigger);
        if (named.isEmpty() || Multiples.isMultiple(named.get().value(), instrument.priceTick())) {
            return Optional.empty();
        }
        return rejected(
                RejectCode.PRICE_TICK,
                "price must be a multiple of " + instrument.priceTick().toPlainString() + ", was " + named.get());
    }

    private Optional<PlacementReport.Rejected> wrongSize(ExchangeOrder order, Price price) {
        BigDecimal step = instrument.quantityStep();
        BigDecimal quantity = order.leavesAt(price.value(), step);
        if (!Multiples.isMultiple(quantity, step)) {
            return rejected(
                    RejectCode.QUANTITY_STEP,
                    "quantity must be a multiple of " + step.toPlainString() + ", was " + quantity.toPlainString());
        }
        Quantity sized = new Quantity(quantity);
        if (!sized.isPositive() || !sized.isAtLeast(instrument.minQuantity())) {
            return rejected(
                    RejectCode.QUANTITY_TOO_SMALL,
                    "quantity must be at least " + instrument.minQuantity() + ", was " + sized);
        }
        var notional = switch (order.terms().size()) {
            case OrderSize.OfQuote spend -> spend.amount();
            case OrderSize.OfBase base -> instrument.notional(base.quantity(), price);
        };
        return notional.isAtLeast(instrument.minNotional())
                ? Optional.empty()
                : rejected(
                        RejectCode.NOTIONAL_TOO_SMALL,
                        "notional must be at least " + instrument.minNotional() + ", was " + notional);
    }

    private Optional<PlacementReport.Rejected> triggered(OrderTerms terms, double market) {
        if (terms.trigger().isEmpty()) {
            return Optional.empty();
        }
        double trigger = terms.trigger().get().value().doubleValue();
        boolean reached = (terms.side() == Side.SELL ? market <= trigger : market >= trigger) || book.refusesStop();
        return reached
                ? rejected(
                        RejectCode.TRIGGER_ALREADY_REACHED,
                        "trigger price " + terms.trigger().get() + " has been reached, the market is at " + market)
                : Optional.empty();
    }

    private Optional<PlacementReport.Rejected> unaffordable(ExchangeOrder order, Price price) {
        return book.bind(order, price)
                ? Optional.empty()
                : rejected(
                        RejectCode.BALANCE_NOT_ENOUGH,
                        "the order binds more than the "
                                + order.account().balance(order.lockCurrency()).free() + " that are free");
    }

    /** The price that size and funds of the order are reckoned at: its own, or what the market would give now. */
    private Price reckonedAt(OrderTerms terms, double market) {
        return terms.limit()
                .or(() -> terms.trigger().map(trigger -> book.takerPrice(terms.side(), trigger)))
                .orElseGet(() -> book.takerPrice(terms.side(), Candle.exactPrice(market)));
    }

    private static Optional<PlacementReport.Rejected> rejected(RejectCode code, String reason) {
        return Optional.of(new PlacementReport.Rejected(code.name(), reason));
    }
}
