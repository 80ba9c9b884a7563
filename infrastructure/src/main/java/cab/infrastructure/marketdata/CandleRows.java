package cab.infrastructure.marketdata;

import org.jspecify.annotations.Nullable;

/** Takes the rows of a candle file, in their order. Owned by one thread. */
interface CandleRows {

    /** Takes one row, or says why it is no candle that may follow. */
    @Nullable String take(long openTimeMs, double open, double high, double low, double close, double volume);
}
