@NullMarked
package cab.domain.statistics;

import org.jspecify.annotations.NullMarked;
