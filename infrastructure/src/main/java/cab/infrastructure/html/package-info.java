/** Parts of HTML pages that stand alone: one file, no network, no library, everything escaped. */
@NullMarked
package cab.infrastructure.html;

import org.jspecify.annotations.NullMarked;
