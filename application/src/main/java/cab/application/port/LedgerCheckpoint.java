package cab.application.port;

import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Quantity;
import cab.domain.position.LedgerState;
import java.time.Instant;

/**
 * The ledger of a bot behind all fills that were written before it, so that a start need not read them again.
 * Immutable.
 *
 * @param symbol of what
 * @param ledger the lots and sums
 * @param enteredBase base that the entries of the open position have bought by then, fees not included: for an auditor,
 *     since the orders of the position say so too
 * @param enteredQuote quote that it was bought for, fees not included
 * @param at when it was taken
 */
public record LedgerCheckpoint(
        Symbol symbol, LedgerState ledger, Quantity enteredBase, Money enteredQuote, Instant at) {}
