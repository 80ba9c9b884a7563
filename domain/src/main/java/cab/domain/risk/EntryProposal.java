package cab.domain.risk;

import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Price;
import java.time.Instant;

/**
 * An entry that is about to be made, before the rules are asked. Immutable.
 *
 * @param symbol what would be bought
 * @param amount what would be spent, in quote, fees not included; positive
 * @param reference the price the decision was made at
 * @param at the instant of the decision
 */
public record EntryProposal(Symbol symbol, Money amount, Price reference, Instant at) {

    public EntryProposal {
        if (!amount.currency().equals(symbol.quote())) {
            throw new IllegalArgumentException(
                    "amount to spend on " + symbol + " must be in " + symbol.quote() + ", was " + amount);
        }
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("amount to spend must be positive, was " + amount);
        }
    }
}
