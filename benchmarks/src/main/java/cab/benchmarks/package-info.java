/** Measurements; nothing here runs in the default build. */
@NullMarked
package cab.benchmarks;

import org.jspecify.annotations.NullMarked;
