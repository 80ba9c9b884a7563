/** The trading cycle on virtual time over past candles, and what came of it. */
@NullMarked
package cab.application.backtest;

import org.jspecify.annotations.NullMarked;
