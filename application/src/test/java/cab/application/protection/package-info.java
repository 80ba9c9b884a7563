/** Sales that do not let go, held to their word. */
@NullMarked
package cab.application.protection;

import org.jspecify.annotations.NullMarked;
