/** Tests of what is made of a backtest. */
@NullMarked
package cab.application.backtest;

import org.jspecify.annotations.NullMarked;
