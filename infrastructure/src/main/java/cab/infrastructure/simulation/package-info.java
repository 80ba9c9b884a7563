/** The whole program on virtual time against an exchange, a disk and a process that fail, held to its invariants. */
@NullMarked
package cab.infrastructure.simulation;

import org.jspecify.annotations.NullMarked;
