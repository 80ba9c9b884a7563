/** Symbols, instruments with their trading rules, timeframes, candles and their aggregation. */
@NullMarked
package cab.domain.market;

import org.jspecify.annotations.NullMarked;
