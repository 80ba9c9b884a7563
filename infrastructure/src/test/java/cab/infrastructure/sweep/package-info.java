@NullMarked
package cab.infrastructure.sweep;

import org.jspecify.annotations.NullMarked;
