/** Tests of the package. */
@NullMarked
package cab.infrastructure.marketdata.store;

import org.jspecify.annotations.NullMarked;
