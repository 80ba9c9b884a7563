/** Secrets: values that are never printed, and the files they may be read from. */
@NullMarked
package cab.infrastructure.secrets;

import org.jspecify.annotations.NullMarked;
