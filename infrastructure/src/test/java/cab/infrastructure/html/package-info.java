/** Tests of pages that stand alone. */
@NullMarked
package cab.infrastructure.html;

import org.jspecify.annotations.NullMarked;
