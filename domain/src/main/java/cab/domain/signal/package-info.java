/** From the opinions of strategies to one decision: trend filter, aggregation and fusion. */
@NullMarked
package cab.domain.signal;

import org.jspecify.annotations.NullMarked;
