/** Tests of pages that stand alone. */
@NullMarked
package cab.infrastructure.report;

import org.jspecify.annotations.NullMarked;
