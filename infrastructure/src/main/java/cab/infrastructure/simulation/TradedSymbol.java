package cab.infrastructure.simulation;

import cab.application.port.OrderJournal;
import cab.domain.market.Instrument;
import cab.domain.order.BotId;

/** What outlives the process: one symbol with its bot, its journal, and what watches over it. */
record TradedSymbol(Instrument instrument, BotId bot, OrderJournal journal, Truth truth, Invariants invariants) {}
