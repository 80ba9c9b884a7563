package cab.application.port;

import cab.domain.order.Fill;
import java.util.List;

/** The answer to a listing of fills. */
public sealed interface FillsReport {

    /** All fills of the asked span, complete over all pages, in any order. */
    record Known(List<Fill> fills) implements FillsReport {

        public Known {
            fills = List.copyOf(fills);
        }
    }

    /** No clear answer; never to be read as none. */
    record Unknown(String cause) implements FillsReport {}
}
