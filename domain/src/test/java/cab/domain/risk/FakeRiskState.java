package cab.domain.risk;

import cab.domain.market.Quote;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Quantity;
import cab.domain.position.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The state of a bot that has done nothing; a test changes what it is about. */
final class FakeRiskState implements RiskState {

    private static final Money ZERO = Money.zero(Symbol.of("BTC/USDT").quote());

    Optional<Quote> quote = Optional.empty();
    final List<Instant> orders = new ArrayList<>();
    final List<Instant> trades = new ArrayList<>();
    Money tradeAmount = ZERO;
    Money realised = ZERO;
    int ordersToday;
    Money turnoverToday = ZERO;
    int lossStreak;
    Quantity held = Quantity.ZERO;
    Money equity = ZERO;
    Money peakEquity = ZERO;
    Percent takerFee = Percent.ZERO;

    @Override
    public Optional<Quote> quote() {
        return quote;
    }

    @Override
    public Optional<Instant> lastOrderAt() {
        return orders.isEmpty() ? Optional.empty() : Optional.of(orders.getLast());
    }

    @Override
    public int ordersSince(Instant since) {
        return (int) orders.stream().filter(at -> !at.isBefore(since)).count();
    }

    @Override
    public int ordersToday() {
        return ordersToday;
    }

    @Override
    public Money turnoverSince(Instant since) {
        return trades.stream()
                .filter(at -> !at.isBefore(since))
                .map(at -> tradeAmount)
                .reduce(ZERO, Money::plus);
    }

    @Override
    public Money turnoverToday() {
        return turnoverToday;
    }

    @Override
    public int lossStreakToday() {
        return lossStreak;
    }

    @Override
    public Money realisedToday() {
        return realised;
    }

    @Override
    public Position position() {
        return new Position(held, ZERO);
    }

    @Override
    public Money equity() {
        return equity;
    }

    @Override
    public Money peakEquity() {
        return peakEquity;
    }

    @Override
    public Percent takerFee() {
        return takerFee;
    }
}
