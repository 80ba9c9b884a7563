/** Tests of secrets. */
@NullMarked
package cab.infrastructure.secrets;

import org.jspecify.annotations.NullMarked;
