package cab.infrastructure.exchange.server.gateio;

import cab.application.port.CancelReport;
import cab.application.port.PlacementReport;
import cab.domain.market.Symbol;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.VenueOrderId;
import cab.infrastructure.exchange.simulated.AmendReport;
import cab.infrastructure.exchange.simulated.Ending;
import cab.infrastructure.exchange.simulated.MarketBoard;
import cab.infrastructure.exchange.simulated.OrderReference;
import cab.infrastructure.exchange.simulated.OrderStatement;
import cab.infrastructure.exchange.simulated.Placement;
import cab.infrastructure.exchange.simulated.ServedVenue;
import cab.infrastructure.exchange.simulated.SimulatedAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The orders of one account as Gate.io lets them be placed and found. What is done here is done on the exchange's
 * thread, and never throws there: what is refused comes back as such. Thread-safe.
 */
final class GateOrderBook {

    private final GateWorld world;
    private final SimulatedAccount account;
    private final long lagMs;

    GateOrderBook(GateWorld world, SimulatedAccount account) {
        this(world, account, 0);
    }

    /**
     * The orders of an account.
     *
     * @param lagMs what was placed so lately is not shown
     */
    GateOrderBook(GateWorld world, SimulatedAccount account, long lagMs) {
        this.world = world;
        this.account = account;
        this.lagMs = lagMs;
    }

    /** What came of it: one of the two is there. */
    private record Outcome(Optional<OrderStatement> order, Optional<GateError> refusal) {

        private static Outcome of(OrderStatement order) {
            return new Outcome(Optional.of(order), Optional.empty());
        }

        private static Outcome refused(GateError refusal) {
            return new Outcome(Optional.empty(), Optional.of(refusal));
        }

        private OrderStatement orThrow() {
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            return order.orElseThrow();
        }
    }

    OrderStatement place(Placement placement, BooleanSupplier isExpired) {
        MarketBoard board = world.board(placement.terms().symbol());
        return ask(desk -> {
            if (isExpired.getAsBoolean()) {
                return Outcome.refused(GateRefusal.expired());
            }
            List<Outcome> outcome = new ArrayList<>(1);
            desk.exchange()
                    .place(
                            account,
                            placement,
                            report -> outcome.add(
                                    switch (report) {
                                        case PlacementReport.Confirmed(var order) ->
                                            Outcome.of(desk.exchange()
                                                    .statement(
                                                            account,
                                                            byId(
                                                                    placement
                                                                            .terms()
                                                                            .symbol(),
                                                                    order.venueOrderId()))
                                                    .orElseThrow());
                                        case PlacementReport.Rejected(var code, var reason) ->
                                            Outcome.refused(GateRefusal.of(code, reason, board));
                                        case PlacementReport.Unknown(var cause) ->
                                            Outcome.refused(new GateError(500, "INTERNAL", cause));
                                    }));
            return outcome.getFirst();
        });
    }

    OrderStatement find(Symbol symbol, String name) {
        OrderReference reference = reference(symbol, name);
        return ask(desk -> desk.exchange()
                .statement(account, reference)
                .filter(order -> isShown(order, reference) && isVisible(order.placedAtMs()))
                .map(Outcome::of)
                .orElseGet(() -> Outcome.refused(notFound(name))));
    }

    OrderStatement cancel(Symbol symbol, String name, BooleanSupplier isExpired) {
        OrderReference reference = reference(symbol, name);
        return ask(desk -> {
            if (isExpired.getAsBoolean()) {
                return Outcome.refused(GateRefusal.expired());
            }
            Optional<OrderStatement> before =
                    desk.exchange().statement(account, reference).filter(order -> isShown(order, reference));
            if (before.isEmpty()) {
                return Outcome.refused(notFound(name));
            }
            return before.get().isOpen()
                    ? Outcome.of(cancelled(desk, before.get()))
                    : Outcome.refused(isOver(before.get()));
        });
    }

    OrderStatement amend(
            Symbol symbol, String name, Optional<Quantity> quantity, Optional<Price> price, BooleanSupplier isExpired) {
        OrderReference reference = reference(symbol, name);
        MarketBoard board = world.board(symbol);
        return ask(desk -> {
            if (isExpired.getAsBoolean()) {
                return Outcome.refused(GateRefusal.expired());
            }
            Optional<OrderStatement> before =
                    desk.exchange().statement(account, reference).filter(order -> isShown(order, reference));
            List<Outcome> outcome = new ArrayList<>(1);
            desk.exchange()
                    .amend(
                            account,
                            reference,
                            quantity,
                            price,
                            report -> outcome.add(
                                    switch (report) {
                                        case AmendReport.Amended(var order) -> Outcome.of(order);
                                        case AmendReport.NotOpen _ ->
                                            Outcome.refused(before.map(GateOrderBook::isOver)
                                                    .orElseGet(() -> notFound(name)));
                                        case AmendReport.Refused(var code, var reason) ->
                                            Outcome.refused(GateRefusal.of(code.name(), reason, board));
                                    }));
            return outcome.getFirst();
        });
    }

    /** The orders that are open, oldest first. */
    List<OrderStatement> open(Symbol symbol) {
        return world.venue().ask(desk -> desk.exchange().openStatements(account, symbol)).stream()
                .filter(order -> isVisible(order.placedAtMs()))
                .toList();
    }

    /** The orders that are over, of all symbols named, the last to end first. */
    List<OrderStatement> ended(List<Symbol> symbols) {
        List<OrderStatement> ended = new ArrayList<>(world.venue()
                .ask(desk -> symbols.stream()
                        .flatMap(symbol -> desk.exchange().endedStatements(account, symbol).stream())
                        .filter(order -> isVisible(order.updatedAtMs()))
                        .toList()));
        ended.sort((first, second) -> first.updatedAtMs() != second.updatedAtMs()
                ? Long.compare(second.updatedAtMs(), first.updatedAtMs())
                : Long.compare(second.id(), first.id()));
        return ended;
    }

    /** Ends all open orders of the symbols that {@code which} picks. */
    List<OrderStatement> cancelAll(List<Symbol> symbols, Predicate<OrderStatement> which, BooleanSupplier isExpired) {
        Optional<List<OrderStatement>> cancelled = world.venue()
                .ask(desk ->
                        isExpired.getAsBoolean() ? Optional.empty() : Optional.of(cancelAllHere(desk, symbols, which)));
        return cancelled.orElseThrow(GateRefusal::expired);
    }

    /** The same, for who is on the exchange's thread. */
    List<OrderStatement> cancelAllHere(ServedVenue.Desk desk, List<Symbol> symbols, Predicate<OrderStatement> which) {
        List<OrderStatement> done = new ArrayList<>();
        for (Symbol symbol : symbols) {
            for (OrderStatement open : desk.exchange().openStatements(account, symbol)) {
                if (which.test(open)) {
                    done.add(cancelled(desk, open));
                }
            }
        }
        return done;
    }

    private OrderStatement cancelled(ServedVenue.Desk desk, OrderStatement order) {
        OrderReference reference =
                byId(order.placement().terms().symbol(), new VenueOrderId(Long.toString(order.id())));
        List<CancelReport> report = new ArrayList<>(1);
        desk.exchange().cancel(account, reference, report::add);
        return desk.exchange().statement(account, reference).orElse(order);
    }

    private OrderStatement ask(Function<ServedVenue.Desk, Outcome> work) {
        return world.venue().ask(work).orThrow();
    }

    /** By name an order is found while it is open, and for a while behind its end. */
    private boolean isShown(OrderStatement order, OrderReference reference) {
        return switch (reference) {
            case OrderReference.ByVenueId _ -> true;
            case OrderReference.ByClientId _ ->
                order.isOpen() || world.clock().nowMs() - order.updatedAtMs() < world.nameKeptMs();
        };
    }

    private boolean isVisible(long atMs) {
        return lagMs == 0 || atMs <= world.clock().nowMs() - lagMs;
    }

    private static OrderReference reference(Symbol symbol, String name) {
        if (name.startsWith(GateOrderReader.NAME_PREFIX)) {
            return new OrderReference.ByClientId(symbol, GateOrderReader.name(name));
        }
        try {
            return byId(symbol, new VenueOrderId(name));
        } catch (IllegalArgumentException malformed) {
            throw GateError.invalidParameter("order_id", GateOrderReader.shortened(name));
        }
    }

    private static OrderReference byId(Symbol symbol, VenueOrderId id) {
        return new OrderReference.ByVenueId(symbol, id);
    }

    private static GateError notFound(String name) {
        return name.startsWith(GateOrderReader.NAME_PREFIX)
                ? new GateError(404, "CLIENT_ID_NOT_FOUND", "Order with client id " + name + " not found")
                : new GateError(404, "ORDER_NOT_FOUND", "Order not found");
    }

    private static GateError isOver(OrderStatement order) {
        return order.ending() == Ending.FILLED
                ? new GateError(400, "ORDER_CLOSED", "Order has been finished")
                : new GateError(400, "ORDER_CANCELLED", "Order has been cancelled");
    }
}
