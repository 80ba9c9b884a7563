package cab.application.port;

import cab.domain.order.Order;
import cab.domain.order.TradeId;
import java.util.Set;

/** What a journal remembers of one order. */
public sealed interface RecallReport {

    /**
     * It was intended.
     *
     * @param order where it stands, with the fills that were written
     * @param booked the trade ids of these fills
     */
    record Remembered(Order order, Set<TradeId> booked) implements RecallReport {

        public Remembered {
            booked = Set.copyOf(booked);
        }
    }

    /** No order of that name was ever intended. */
    record NeverIntended() implements RecallReport {}

    /** The journal cannot say. */
    record Failed(String cause) implements RecallReport {}
}
