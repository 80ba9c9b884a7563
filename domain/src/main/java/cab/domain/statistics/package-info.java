/** How much of a good figure may be chance: laws, moments, resampling. Never an amount. */
@NullMarked
package cab.domain.statistics;

import org.jspecify.annotations.NullMarked;
