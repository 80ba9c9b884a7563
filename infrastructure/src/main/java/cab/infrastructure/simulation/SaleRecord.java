package cab.infrastructure.simulation;

import cab.application.port.PositionRecord;
import cab.domain.order.DecisionKey;
import cab.domain.order.OrderIntent;
import cab.domain.order.Purpose;
import java.util.Optional;

/** Whether the sale of a position, once begun, goes on until the position is gone. Owned by one thread. */
final class SaleRecord {

    private Optional<DecisionKey> begun = Optional.empty();

    /** An intent has become durable. */
    void durable(OrderIntent intent) {
        if (intent.purpose() == Purpose.EXIT) {
            begun = Optional.of(intent.decision());
        }
    }

    /** A position has become durable: where there is none, nothing has to be sold. */
    void durable(PositionRecord record) {
        if (record.openedBy().isEmpty()) {
            begun = Optional.empty();
        }
    }

    /** Whether the sale of the position that {@code openedBy} has opened was begun. */
    boolean isBegun(Optional<DecisionKey> openedBy) {
        return openedBy.isPresent() && openedBy.equals(begun);
    }
}
