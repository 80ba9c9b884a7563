package cab.infrastructure.marketdata.store;

/** What became of putting candles into the store. */
public sealed interface MergeOutcome {

    /**
     * They are in it now.
     *
     * @param added candles that were not there
     * @param same candles that were there already with the same numbers
     * @param replaced candles that were there with other numbers
     * @param total candles that are there now
     */
    record Merged(int added, int same, int replaced, int total) implements MergeOutcome {}

    /**
     * Nothing was changed: for some times the store has other numbers.
     *
     * @param count how many candles differ
     * @param atMs when the first of them opens
     * @param stored its numbers in the store
     * @param offered its numbers as they were to be stored
     */
    record Conflict(int count, long atMs, String stored, String offered) implements MergeOutcome {}

    /**
     * Nothing was changed.
     *
     * @param message one line: which file, what is wrong, what to do
     */
    record Refused(String message) implements MergeOutcome {}
}
