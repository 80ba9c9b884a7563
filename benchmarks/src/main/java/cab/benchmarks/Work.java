package cab.benchmarks;

/**
 * What one run has done. Immutable.
 *
 * @param units candles, or combinations of parameters
 * @param trades positions that were opened and closed again
 * @param orders orders that were placed; 0 where nothing is ordered
 */
record Work(long units, long trades, long orders) {}
