/** Tests of the package. */
@NullMarked
package cab.infrastructure.marketdata;

import org.jspecify.annotations.NullMarked;
