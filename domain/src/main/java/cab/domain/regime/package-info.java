/** The mood of the market as a whole: whether new risk is welcome. */
@NullMarked
package cab.domain.regime;

import org.jspecify.annotations.NullMarked;
