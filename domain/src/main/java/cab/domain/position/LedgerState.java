package cab.domain.position;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Quantity;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a ledger remembers: a ledger made of it goes on to the last digit as if it had booked every fill itself.
 * Immutable.
 *
 * @param lots what is held, oldest first
 * @param oversold see {@link FifoLedger#oversold}
 * @param realisedPnl see {@link FifoLedger#realisedPnl}
 * @param fees see {@link FifoLedger#fees}
 * @param unvaluedFees see {@link FifoLedger#unvaluedFees}
 */
public record LedgerState(
        List<Lot> lots, Quantity oversold, Money realisedPnl, Money fees, SortedMap<Currency, Money> unvaluedFees) {

    public LedgerState {
        lots = List.copyOf(lots);
        unvaluedFees = Collections.unmodifiableSortedMap(new TreeMap<>(unvaluedFees));
    }

    /** Of a symbol quoted in {@code quote} that has never been traded. */
    public static LedgerState empty(Currency quote) {
        Money zero = Money.zero(quote);
        return new LedgerState(List.of(), Quantity.ZERO, zero, zero, new TreeMap<>());
    }
}
