/** Whole backtests: trading cycle, simulated exchange and market together. */
@NullMarked
package cab.infrastructure.backtest;

import org.jspecify.annotations.NullMarked;
