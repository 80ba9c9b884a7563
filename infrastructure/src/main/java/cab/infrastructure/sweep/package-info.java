/**
 * Backtests of many parameter sets over the same candles: a fast path that does in whole numbers what the trading cycle
 * does on the simulated exchange, fill for fill, and says by name what it cannot do.
 */
@NullMarked
package cab.infrastructure.sweep;

import org.jspecify.annotations.NullMarked;
