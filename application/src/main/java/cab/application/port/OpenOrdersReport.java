package cab.application.port;

import java.util.List;

/** The answer to a listing of open orders. */
public sealed interface OpenOrdersReport {

    /** All open orders, complete over all pages. */
    record Known(List<VenueOrder> orders) implements OpenOrdersReport {

        public Known {
            orders = List.copyOf(orders);
        }
    }

    /** No clear answer; never to be read as none. */
    record Unknown(String cause) implements OpenOrdersReport {}
}
