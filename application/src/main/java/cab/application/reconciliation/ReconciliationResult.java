package cab.application.reconciliation;

import java.util.List;

/** What a reconciliation came to. */
public sealed interface ReconciliationResult {

    /**
     * Book and exchange were compared.
     *
     * @param explained differences that were corrected or belong to others, in words
     * @param unexplained differences that remain and hold the symbol, in words
     */
    record Compared(List<String> explained, List<String> unexplained) implements ReconciliationResult {

        public Compared {
            explained = List.copyOf(explained);
            unexplained = List.copyOf(unexplained);
        }

        public boolean isConsistent() {
            return unexplained.isEmpty();
        }
    }

    /** The exchange gave no clear answer: nothing was concluded. */
    record Inconclusive(String cause) implements ReconciliationResult {}
}
