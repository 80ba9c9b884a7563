package cab.infrastructure.exchange.simulated;

import cab.infrastructure.exchange.simulated.PriceOrderStatement.Status;

/** An order that waits for a price, as the exchange keeps it. It binds nothing. Owned by the exchange's thread. */
final class PriceOrder {

    private final long id;
    private final SimulatedAccount account;
    private final PriceOrderTerms terms;
    private final long createdAtMs;
    private final double level;
    private Status status = Status.OPEN;
    private long endedAtMs;
    private long firedOrderId;
    private String reason = "";

    PriceOrder(long id, SimulatedAccount account, PriceOrderTerms terms, long createdAtMs) {
        this.id = id;
        this.account = account;
        this.terms = terms;
        this.createdAtMs = createdAtMs;
        this.level = terms.trigger().value().doubleValue();
    }

    /** As it was stored. */
    static PriceOrder restored(SimulatedAccount account, PriceOrderStatement stored) {
        PriceOrder order = new PriceOrder(stored.id(), account, stored.terms(), stored.createdAtMs());
        order.status = stored.status();
        order.endedAtMs = stored.endedAtMs();
        order.firedOrderId = stored.firedOrderId();
        order.reason = stored.reason();
        return order;
    }

    long id() {
        return id;
    }

    SimulatedAccount account() {
        return account;
    }

    PriceOrderTerms terms() {
        return terms;
    }

    /** The price at which its order is placed. */
    double level() {
        return level;
    }

    boolean isOnRise() {
        return terms.isOnRise();
    }

    boolean isReachedBy(double price) {
        return isOnRise() ? price >= level : price <= level;
    }

    boolean isOpen() {
        return status == Status.OPEN;
    }

    void end(Status how, long nowMs) {
        status = how;
        endedAtMs = nowMs;
    }

    void fired(long orderId) {
        firedOrderId = orderId;
    }

    void failed(String why) {
        reason = why;
    }

    PriceOrderStatement statement() {
        return new PriceOrderStatement(id, terms, createdAtMs, endedAtMs, status, firedOrderId, reason);
    }
}
