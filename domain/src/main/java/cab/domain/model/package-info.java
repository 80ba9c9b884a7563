/** Models that learn from past candles how likely a rise is, and the figures that say how good they are. Pure. */
@NullMarked
package cab.domain.model;

import org.jspecify.annotations.NullMarked;
