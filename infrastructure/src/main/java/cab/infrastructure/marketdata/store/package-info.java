/** Candles kept on disk: a file of columns for each exchange, symbol and timeframe. */
@NullMarked
package cab.infrastructure.marketdata.store;

import org.jspecify.annotations.NullMarked;
