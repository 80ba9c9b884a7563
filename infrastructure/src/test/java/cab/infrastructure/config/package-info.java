/** Tests of the settings. */
@NullMarked
package cab.infrastructure.config;

import org.jspecify.annotations.NullMarked;
