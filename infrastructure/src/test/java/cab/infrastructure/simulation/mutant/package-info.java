/** Deliberate defects that the simulation must notice. */
@NullMarked
package cab.infrastructure.simulation.mutant;

import org.jspecify.annotations.NullMarked;
