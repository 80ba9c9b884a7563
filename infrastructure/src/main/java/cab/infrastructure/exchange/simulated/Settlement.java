package cab.infrastructure.exchange.simulated;

import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.Fill;
import cab.domain.order.LiquiditySide;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * Moves the money of one symbol: binds what an order may cost, and exchanges what a fill exchanges. Exact; fees are
 * rounded up at 18 digits. Owned by the exchange's thread.
 */
final class Settlement {

    /** Digits after the point that an amount may have. */
    private static final int SCALE_MAX = 18;

    private final Instrument instrument;
    private final Currency base;
    private final Currency quote;
    private final BigDecimal feeFactor;
    private final BigDecimal makerRate;
    private final BigDecimal takerRate;

    Settlement(Instrument instrument) {
        if (instrument.priceTick().scale() + instrument.quantityStep().scale() > SCALE_MAX) {
            throw new IllegalArgumentException("tick and step of " + instrument.symbol()
                    + " must have at most 18 digits after the point together");
        }
        this.instrument = instrument;
        this.base = instrument.symbol().base();
        this.quote = instrument.symbol().quote();
        this.feeFactor = feeFactor(instrument.fees());
        this.makerRate = instrument.fees().maker().fraction();
        this.takerRate = instrument.fees().taker().fraction();
    }

    /**
     * Binds what the order may cost; false, and nothing is bound, when there is less.
     *
     * @param price what a buy that has no limit is reckoned at
     */
    boolean bind(ExchangeOrder order, BigDecimal price) {
        order.lockPrice(order.terms().limit().map(Price::value).orElse(price));
        BigDecimal needed = needed(order);
        if (order.account().free(order.lockCurrency()).compareTo(needed) < 0) {
            return false;
        }
        order.account().lock(order.lockCurrency(), needed);
        order.locked(needed);
        return true;
    }

    /** The coin that fees of this side are taken in. */
    Currency feeCurrency(Side side) {
        boolean inBase = side == Side.BUY && instrument.fees().charge() == FeeSchedule.FeeCharge.RECEIVED;
        return inBase ? base : quote;
    }

    /**
     * Asks for something else from now on, and binds what that may cost; false, and nothing has changed, when there is
     * less.
     */
    boolean amend(ExchangeOrder order, OrderTerms other) {
        OrderTerms before = order.terms();
        BigDecimal priceBefore = order.lockPrice();
        release(order);
        order.amend(other);
        if (bind(order, priceBefore)) {
            return true;
        }
        order.amend(before);
        boolean restored = bind(order, priceBefore);
        assert restored;
        return false;
    }

    /** Frees what the order still binds. */
    void release(ExchangeOrder order) {
        order.account().unlock(order.lockCurrency(), order.locked());
        order.locked(BigDecimal.ZERO);
    }

    /**
     * As much of {@code wanted}, whole steps, as the order can be filled with at {@code price} out of what it binds and
     * what is free.
     */
    BigDecimal affordable(ExchangeOrder order, BigDecimal price, BigDecimal wanted) {
        if (order.side() == Side.SELL) {
            return wanted.min(order.locked());
        }
        BigDecimal funds = order.locked().add(order.account().free(quote));
        BigDecimal cost = price.multiply(feeFactor);
        if (cost.multiply(wanted).compareTo(funds) <= 0) {
            return wanted;
        }
        BigDecimal step = instrument.quantityStep();
        return funds.divide(cost.multiply(step), 0, RoundingMode.DOWN).multiply(step);
    }

    /** Exchanges base and quote for one fill, takes the fee, and tells what happened. */
    Fill settle(
            ExchangeOrder order,
            Execution execution,
            BigDecimal quantity,
            long tradeId,
            MatchingFaults.FeeTaken taken) {
        BigDecimal notional = execution.price().multiply(quantity);
        Money fee = fee(order, execution.liquidity(), quantity, notional, taken);
        BigDecimal feeInQuote = fee.currency().equals(quote) ? fee.amount() : BigDecimal.ZERO;
        order.add(quantity, notional, fee.amount());
        switch (order.side()) {
            case BUY -> {
                payElsewhere(order, fee);
                pay(order, notional.add(feeInQuote));
                BigDecimal feeInBase = fee.currency().equals(base) ? fee.amount() : BigDecimal.ZERO;
                order.account().add(base, quantity.subtract(feeInBase), BigDecimal.ZERO);
            }
            case SELL -> {
                payElsewhere(order, fee);
                order.account().add(base, BigDecimal.ZERO, quantity.negate());
                order.locked(order.locked().subtract(quantity));
                order.account().add(quote, notional.subtract(feeInQuote), BigDecimal.ZERO);
            }
        }
        return new Fill(
                new TradeId(Long.toString(tradeId)),
                order.placement().clientOrderId(),
                instrument.symbol(),
                order.side(),
                new Price(execution.price()),
                new Quantity(quantity),
                fee,
                execution.liquidity(),
                Instant.ofEpochMilli(execution.atMs()));
    }

    /** Takes the price of a buy from what the order binds, then from what is free, and unbinds what is too much now. */
    private void pay(ExchangeOrder order, BigDecimal amount) {
        BigDecimal fromLocked = order.locked().min(amount);
        order.account().add(quote, fromLocked.subtract(amount), fromLocked.negate());
        order.locked(order.locked().subtract(fromLocked));
        BigDecimal excess = order.locked().subtract(needed(order));
        if (excess.signum() > 0) {
            order.account().unlock(quote, excess);
            order.locked(order.locked().subtract(excess));
        }
    }

    /** What the order must bind for what is left of it. */
    private BigDecimal needed(ExchangeOrder order) {
        return switch (order.terms().size()) {
            case OrderSize.OfQuote spend ->
                up(spend.amount().amount().subtract(order.spent()).multiply(feeFactor));
            case OrderSize.OfBase size -> {
                BigDecimal leaves = size.quantity().value().subtract(order.filled());
                yield order.side() == Side.SELL
                        ? leaves
                        : up(order.lockPrice().multiply(leaves).multiply(feeFactor));
            }
        };
    }

    /** One, and the higher fee on top where buys pay it in quote. */
    private static BigDecimal feeFactor(FeeSchedule fees) {
        return switch (fees.charge()) {
            case RECEIVED -> BigDecimal.ONE;
            case QUOTE ->
                BigDecimal.ONE.add(fees.maker()
                        .value()
                        .max(fees.taker().value())
                        .max(BigDecimal.ZERO)
                        .movePointLeft(2));
        };
    }

    private void payElsewhere(ExchangeOrder order, Money fee) {
        if (!fee.currency().equals(base) && !fee.currency().equals(quote)) {
            order.account().add(fee.currency(), fee.amount().negate(), BigDecimal.ZERO);
        }
    }

    private Money fee(
            ExchangeOrder order,
            LiquiditySide liquidity,
            BigDecimal quantity,
            BigDecimal notional,
            MatchingFaults.FeeTaken taken) {
        FeeSchedule fees = instrument.fees();
        BigDecimal rate = switch (liquidity) {
            case MAKER -> makerRate;
            case TAKER -> takerRate;
        };
        BigDecimal inQuote = notional.multiply(rate);
        Money received = order.side() == Side.BUY ? charged(quantity.multiply(rate), base) : charged(inQuote, quote);
        Money announced = switch (fees.charge()) {
            case RECEIVED -> received;
            case QUOTE -> charged(inQuote, quote);
        };
        return switch (taken) {
            case MatchingFaults.FeeTaken.AsAnnounced asAnnounced -> announced;
            case MatchingFaults.FeeTaken.InReceived inReceived -> received;
            case MatchingFaults.FeeTaken.InQuote asQuote ->
                hasFree(order, quote, notional.add(inQuote)) ? charged(inQuote, quote) : announced;
            case MatchingFaults.FeeTaken.InCoin(var coin) -> {
                Money fee = charged(inQuote.multiply(coin.perQuote()), coin.coin());
                yield hasFree(order, coin.coin(), fee.amount()) ? fee : announced;
            }
        };
    }

    private static boolean hasFree(ExchangeOrder order, Currency currency, BigDecimal amount) {
        return order.account().free(currency).compareTo(amount) >= 0;
    }

    /** Up for a fee, and toward less for a rebate: never in our favour. */
    private static Money charged(BigDecimal amount, Currency currency) {
        return Money.rounded(amount, currency, RoundingMode.CEILING);
    }

    private static BigDecimal up(BigDecimal amount) {
        return amount.scale() <= SCALE_MAX ? amount : amount.setScale(SCALE_MAX, RoundingMode.CEILING);
    }
}
