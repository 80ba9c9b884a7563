/** The strategies of ta4j as strategies of this program. The only place that knows ta4j. */
@NullMarked
package cab.infrastructure.ta4j;

import org.jspecify.annotations.NullMarked;
