/**
 * Incremental indicators on primitives: no value before they are warm, a constant cost per candle, no allocation, and a
 * state from which they go on to the last bit. They agree with TA-Lib from the first value on, and with ta4j once its
 * other seeds are forgotten.
 */
@NullMarked
package cab.domain.indicator;

import org.jspecify.annotations.NullMarked;
