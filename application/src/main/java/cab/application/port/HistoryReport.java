package cab.application.port;

import cab.domain.market.CandleSeries;

/** The answer to a request for past candles. */
public sealed interface HistoryReport {

    /** Closed candles, oldest first. */
    record Known(CandleSeries candles) implements HistoryReport {}

    /** No clear answer. */
    record Unknown(String cause) implements HistoryReport {}
}
