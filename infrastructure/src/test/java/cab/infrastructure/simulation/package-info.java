/** The simulation of the whole program, tested. */
@NullMarked
package cab.infrastructure.simulation;

import org.jspecify.annotations.NullMarked;
