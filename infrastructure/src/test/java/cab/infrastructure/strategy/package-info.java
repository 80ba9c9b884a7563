@NullMarked
package cab.infrastructure.strategy;

import org.jspecify.annotations.NullMarked;
