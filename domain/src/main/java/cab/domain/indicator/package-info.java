/** Incremental indicators on primitives: no value before they are warm, no allocation per candle. */
@NullMarked
package cab.domain.indicator;

import org.jspecify.annotations.NullMarked;
