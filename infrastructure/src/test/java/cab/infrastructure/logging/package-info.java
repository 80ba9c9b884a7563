@NullMarked
package cab.infrastructure.logging;

import org.jspecify.annotations.NullMarked;
