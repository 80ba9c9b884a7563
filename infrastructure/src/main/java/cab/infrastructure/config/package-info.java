/** Settings: the one place that declares, reads and checks them. */
@NullMarked
package cab.infrastructure.config;

import org.jspecify.annotations.NullMarked;
