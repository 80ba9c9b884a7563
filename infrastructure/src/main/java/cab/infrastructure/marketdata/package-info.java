/** Candles: read from files, or made by a seeded market of our own. */
@NullMarked
package cab.infrastructure.marketdata;

import org.jspecify.annotations.NullMarked;
