package cab.infrastructure.marketdata.store;

import cab.domain.market.CandleSeries;

/** What was found of a file of the store. */
public sealed interface StoredSeries {

    /** All candles of the file. */
    record Read(CandleSeries candles) implements StoredSeries {}

    /** There is no such file. */
    record Absent() implements StoredSeries {}

    /**
     * The file cannot be used.
     *
     * @param message one line: which file, what is wrong, what to do
     */
    record Refused(String message) implements StoredSeries {}
}
