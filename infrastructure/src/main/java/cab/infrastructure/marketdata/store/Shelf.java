package cab.infrastructure.marketdata.store;

import cab.infrastructure.marketdata.CandleGaps;
import java.util.Optional;

/**
 * One file of the store as its header describes it. Immutable.
 *
 * @param key what it holds
 * @param bytes its size on disk
 * @param content what is in it; empty when the file cannot be used
 * @param fault one line that says why not; empty when it can
 */
public record Shelf(CandleKey key, long bytes, Optional<Content> content, String fault) {

    /**
     * What a header says. Immutable.
     *
     * @param count how many candles there are, at least one
     * @param fromMs when the first opens, UTC milliseconds
     * @param toMs when the last closes
     * @param gaps what is missing in between
     */
    public record Content(int count, long fromMs, long toMs, CandleGaps gaps) {}
}
