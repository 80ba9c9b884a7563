package cab.infrastructure.simulation;

import cab.application.port.JournalEntry;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.order.Fill;
import cab.domain.order.Side;
import cab.domain.position.RealisedTrade;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Holds the money of one symbol to its fills: what sales have realised, less what the position has cost, is what all
 * fills have brought and taken in quote, fees included, to the last digit. Owned by one thread.
 */
final class LedgerRecord {

    private BigDecimal flow = BigDecimal.ZERO;
    private BigDecimal realised = BigDecimal.ZERO;

    /** Takes one more fill as it was booked; why profit and cost do not add up, or empty when they do. */
    Optional<String> booked(JournalEntry.Filled filled) {
        Fill fill = filled.fill();
        Symbol symbol = fill.symbol();
        BigDecimal notional = fill.notional().amount();
        BigDecimal fee = fill.feeIn(symbol.quote())
                .amount()
                .add(filled.feeInQuote().map(Money::amount).orElse(BigDecimal.ZERO));
        flow = flow.add(fill.side() == Side.SELL ? notional : notional.negate()).subtract(fee);
        realised = realised.add(
                filled.realised().map(RealisedTrade::pnl).map(Money::amount).orElse(BigDecimal.ZERO));
        BigDecimal cost = filled.positionAfter().position().cost().amount();
        return realised.subtract(cost).compareTo(flow) == 0
                ? Optional.empty()
                : Optional.of("fills have brought " + flow + ", by the book " + realised + " less a cost of " + cost);
    }
}
