package cab.infrastructure.simulation;

import cab.application.port.OrderJournal;
import cab.domain.market.Instrument;
import cab.domain.order.BotId;

/**
 * What outlives the process: one symbol with its bot, its journal, and what watches over it.
 *
 * @param instrument the rules that it began with
 * @param bot who trades it
 * @param journal what is written, whatever the disk says
 * @param truth what the exchange says
 * @param invariants what is checked of its orders
 * @param protection what is checked of its protection
 */
record TradedSymbol(
        Instrument instrument,
        BotId bot,
        OrderJournal journal,
        Truth truth,
        Invariants invariants,
        ProtectionWatch protection) {}
