/** Tests of the trading cycle on virtual time. */
@NullMarked
package cab.application.backtest;

import org.jspecify.annotations.NullMarked;
