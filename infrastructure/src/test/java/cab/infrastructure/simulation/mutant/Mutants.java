package cab.infrastructure.simulation.mutant;

import static cab.infrastructure.simulation.mutant.Change.in;

import java.util.List;

/** The defects that the simulation must notice, each with the real failures that it imitates. */
final class Mutants {

    private Mutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "blind-retry",
                        "F01 F03 F05",
                        "an order without an answer is sent once more under its name",
                        in("execution.ExecuteTrade", "send").calls("Broker.place", "placeAgain")),
                Mutant.of(
                        "retry-under-new-name",
                        "F02 F06",
                        "an order without an answer is sent once more, each try under a new name",
                        in("execution.ExecuteTrade", "send").calls("Broker.place", "placeUnderNewName")),
                Mutant.of(
                        "unanswered-ordered-anew",
                        "F01 F09",
                        "no answer is taken for a no, and the same is ordered as a new attempt, written down and all",
                        in("execution.ExecuteTrade", "answered").calls("Bookkeeper.moved", "orderAnew")),
                Mutant.of(
                        "unanswered-is-rejected",
                        "F04 F14",
                        "no answer is taken for a no",
                        in("execution.ExecuteTrade", "answered").calls("Bookkeeper.moved", "takeForRejected")),
                Mutant.of(
                        "not-found-is-not-placed",
                        "F10 F14",
                        "the first lookup that finds nothing ends the order",
                        in("settlement.Settlement", "lookedUp").answers("NotFound.conclusive", true)),
                Mutant.of(
                        "sent-before-durable",
                        "F17",
                        "the order leaves while its intent is being written",
                        in("execution.ExecuteTrade", "execute").calls("Writer.intent", "sendWhileWriting")),
                Mutant.of(
                        "sent-though-unwritten",
                        "F17 F97",
                        "an entry leaves although its intent could not be written",
                        in("execution.ExecuteTrade", "execute").calls("Writer.intent", "ignoreFailure")),
                Mutant.of(
                        "acknowledged-before-written",
                        "F17",
                        "a commit is acknowledged before it is written",
                        in("execution.Writer", "writeOldest").calls("OrderJournal.commit", "acknowledgeFirst")),
                Mutant.of(
                        "fills-booked-twice",
                        "F24 F25 F26",
                        "trade ids are not looked at",
                        in("execution.Bookkeeper", "filled").answers("Book.isBooked", false),
                        in("execution.Book", "fill").answers("Set.add", true)),
                Mutant.of(
                        "order-id-as-trade-id",
                        "F26",
                        "the name of the order is taken for that of the trade: its second part is none",
                        in("execution.Bookkeeper", "filled").calls("Fill.tradeId", "orderAsTrade"),
                        in("execution.Book", "fill").calls("Fill.tradeId", "orderAsTrade")),
                Mutant.of(
                        "fills-of-ended-orders-ignored",
                        "F11 F40",
                        "what is filled of an order that has ended is not booked",
                        in("execution.Bookkeeper", "filled").calls("Book.fill", "unlessFinal")),
                Mutant.of(
                        "fills-before-the-answer-ignored",
                        "F35",
                        "what is filled before the order is confirmed is not booked",
                        in("execution.Bookkeeper", "filled").calls("Book.fill", "unlessUnanswered")),
                Mutant.of(
                        "status-booked-as-fill",
                        "F30",
                        "how much of an order is filled so far is booked as one more fill",
                        in("trading.TradingCycle", "onBroker").calls("Bookkeeper.shown", "bookWhatIsShown")),
                Mutant.of(
                        "last-message-wins",
                        "F31",
                        "the last message says where an order stands, be it late",
                        in("execution.BookedOrders", "report").calls("BookedOrders.changed", "lastMessageWins")),
                Mutant.of(
                        "ended-before-its-fills",
                        "F11 F43",
                        "an order counts as settled before its fills are booked",
                        in("execution.BookedOrders$Tracked", "isMissingFills").returns(false)),
                Mutant.of(
                        "base-fee-ignored",
                        "F41",
                        "a fee in base is not taken off the position",
                        in("execution.Book", "apply").calls("FifoLedger.apply", "withoutBaseFee")),
                Mutant.of(
                        "sale-rounded-up",
                        "F45 F46",
                        "what can be sold is rounded up to the step",
                        in("execution.Book", "sellable").calls("Instrument.floor", "ceiling")),
                Mutant.of(
                        "open-sales-not-counted",
                        "F39 F56",
                        "a sale at work does not bind what it sells",
                        in("execution.Book", "sellable").calls("BookedOrders.boundBySells", "nothingBound"),
                        in("protection.PositionExit", "order").answers("Book.hasWorking", false)),
                Mutant.of(
                        "stop-and-exit-both-sell",
                        "F50 F53",
                        "a stop sells although an exit is at work, and the reverse",
                        in("trading.PriceGuard", "protect").answers("PositionExit.isUnderway", false),
                        in("trading.PriceGuard", "protect").calls("PositionExit.sell", "sellToo"),
                        in("execution.Book", "sellable").calls("BookedOrders.boundBySells", "nothingBound")),
                Mutant.of(
                        "restart-trusts-intents",
                        "F16 F18",
                        "a restart does not doubt what has no answer",
                        in("trading.TradingCycle", "start").skips("Settlement.doubtUnanswered")),
                Mutant.of(
                        "restart-sends-again",
                        "F01 F16",
                        "a restart sends what has no answer",
                        in("trading.TradingCycle", "start").calls("Settlement.doubtUnanswered", "sendUnansweredAgain")),
                Mutant.of(
                        "restart-forgets-orders",
                        "F16 F21",
                        "a restart forgets the orders at work",
                        in("execution.Book", "restore").calls("RecoveredBook.orders", "ended")),
                Mutant.of(
                        "restart-forgets-stop",
                        "F19",
                        "a restart does not arm the stop of the position",
                        in("execution.Book", "restore").skips("ProtectiveStop.arm")),
                Mutant.of(
                        "restart-forgets-peak",
                        "F60",
                        "a restart forgets how high the price has been",
                        in("execution.Book", "restore").calls("ProtectiveStop.arm", "armWithoutPeak")),
                Mutant.of(
                        "starts-without-reconciling",
                        "F22 F23",
                        "a restart trades by its book alone",
                        in("trading.TradingCycle", "start").calls("Upkeep.start", "startAtOnce")),
                Mutant.of(
                        "never-reconciles-again",
                        "F27 F28",
                        "nothing is compared after the start",
                        in("trading.Upkeep", "scheduleReconciliation").doesNothing()),
                Mutant.of(
                        "others-orders-cancelled",
                        "F93",
                        "whatever order is not ours is cancelled",
                        in("reconciliation.Reconciliation$Reading", "readOrders")
                                .calls("Broker.openOrders", "cancelOthers")),
                Mutant.of(
                        "others-fills-adopted",
                        "F90 F92 F96",
                        "what others trade on the account is booked as ours",
                        in("reconciliation.BookComparison", "bookFills").answers("ClientOrderId.belongsTo", true),
                        in("reconciliation.BookComparison", "bookFills").calls("Bookkeeper.filled", "adoptFill")),
                Mutant.of(
                        "stop-never-armed",
                        "F19 F36",
                        "a position gets no stop",
                        in("execution.Book", "opened").skips("ProtectiveStop.arm")),
                Mutant.of(
                        "stop-loosens",
                        "F60",
                        "the trailing level follows the price down",
                        in("trading.PriceGuard", "onPrice").calls("ProtectiveStop.raise", "followDown")),
                Mutant.of(
                        "stop-hit-unnoticed",
                        "F59 F66",
                        "a price below the stop sells nothing",
                        in("trading.PriceGuard", "onPrice").answers("ProtectiveStop.isHitBy", false)),
                Mutant.of(
                        "refused-sale-given-up",
                        "F52 F55",
                        "a refused sale is not tried again",
                        in("protection.PositionExit", "later").doesNothing()),
                Mutant.of(
                        "rest-of-sale-kept",
                        "F36 F39",
                        "what a sale leaves over is not sold",
                        in("protection.PositionExit", "settled").skips("PositionExit.order")),
                Mutant.of(
                        "follow-up-of-whole-size",
                        "F08 F39",
                        "what finishes an entry is for the whole amount once more",
                        in("trading.PositionEntry", "finish").calls("Money.minus", "whole")),
                Mutant.of(
                        "attempts-not-counted",
                        "F06 F34",
                        "an attempt that has ended does not count: its name is used again",
                        in("execution.BookedOrders", "count").calls("BookedOrders.count", "countOfWorking")),
                Mutant.of(
                        "entry-in-doubt",
                        "F02 F09",
                        "something is bought although an order is in doubt",
                        in("execution.ExecuteTrade", "entryDenial").answers("Book.hasUnknown", false),
                        in("trading.TradingCycle", "isStillWanted").answers("Book.hasUnknown", false),
                        in("trading.SignalFollower", "buy").answers("Book.hasWorking", false),
                        in("trading.SignalFollower", "buy").answers("Book.hasPosition", false)),
                Mutant.of(
                        "dust-keeps-the-slot",
                        "F37",
                        "a rest too small to be sold occupies the bot",
                        in("execution.Book", "closeIfRestIsDust").doesNothing(),
                        in("execution.Bookkeeper", "freeDust").doesNothing()),
                Mutant.of(
                        "cancel-unanswered-is-ended",
                        "F20 F55",
                        "no answer to a cancellation is taken for the end of the order",
                        in("settlement.Settlement", "cancel").calls("Broker.cancel", "endedWhenUnknown")),
                Mutant.of(
                        "never-looks-up",
                        "F18",
                        "nobody asks what became of an order",
                        in("settlement.Settlement", "lookUp").doesNothing()),
                Mutant.of(
                        "not-open-is-ended",
                        "F54 F55",
                        "an order that cannot be cancelled any more is taken for ended as it is known",
                        in("settlement.Settlement", "cancel").calls("Broker.cancel", "endedWhenNotOpen")),
                Mutant.of(
                        "restart-forgets-trades",
                        "F24",
                        "a restart forgets which trades are booked",
                        in("execution.Book", "restore").answers("Set.addAll", true),
                        in("execution.Book", "restore").answers("Set.add", true)),
                Mutant.of(
                        "restart-forgets-sale",
                        "F16",
                        "a restart does not go on with a sale",
                        in("protection.PositionExit", "goOnWith").doesNothing()),
                Mutant.of(
                        "reservation-kept",
                        "F91",
                        "what an order has reserved is not given back",
                        in("execution.Bookkeeper", "settle").skips("CapitalPool.release")),
                Mutant.of(
                        "capital-never-read",
                        "F91 F92",
                        "what is free is never read",
                        in("reconciliation.Reconciliation$Reading", "compared").skips("CapitalPool.refresh")),
                Mutant.of(
                        "fee-not-in-profit",
                        "F44 F85",
                        "a fee in quote is left out of what a sale earned",
                        in("execution.Book", "apply").calls("FifoLedger.apply", "withoutQuoteFee")),
                Mutant.of(
                        "exit-beside-resting-stop",
                        "F50 F53",
                        "a sale does not wait until the stop at the exchange has ended",
                        in("protection.RestingStop", "standDown").returns(true),
                        in("execution.Book", "sellable").calls("BookedOrders.boundBySells", "nothingBound"),
                        in("protection.PositionExit", "order").answers("Book.hasWorking", false)),
                Mutant.of(
                        "stop-placed-again",
                        "F57",
                        "a stop is placed although one rests at the exchange",
                        in("protection.RestingStop", "review").calls("Book.restingStop", "noRestingStop"),
                        in("protection.RestingStop", "place").answers("Book.hasWorking", false),
                        in("execution.Book", "sellable").calls("BookedOrders.boundBySells", "nothingBound")),
                Mutant.of(
                        "money-not-reserved",
                        "F91 F94",
                        "an entry leaves whether its money is free or not",
                        in("execution.CapitalPool", "reserve").returns(true)),
                Mutant.of(
                        "pause-ignored",
                        "F98",
                        "what blocks entries is not looked at",
                        in("trading.Lifecycle", "mayEnter").returns(true)),
                Mutant.of(
                        "difference-does-not-hold",
                        "F23 F92",
                        "a difference between book and exchange is told of and holds nothing",
                        in("trading.Upkeep", "reconciled").skips("Lifecycle.hold"),
                        in("trading.Upkeep", "reconciled").skips("Lifecycle.block")),
                Mutant.of(
                        "rules-not-asked",
                        "F64",
                        "an entry leaves before the risk rules are asked",
                        in("trading.PositionEntry", "enter").calls("RiskCheck.check", "allowUnasked")),
                Mutant.of(
                        "silence-unnoticed",
                        "F66 F78",
                        "a stream of prices that has fallen silent is not noticed",
                        in("trading.PriceGuard", "askIfSilent").doesNothing()),
                Mutant.of(
                        "fills-do-not-move-the-pool",
                        "F91",
                        "what a fill costs stays free until the balance is read again",
                        in("execution.Bookkeeper", "filled").skips("CapitalPool.change")));
    }
}
