/** What the program says on the terminal and in its logs: readable, bounded, and never a secret. */
@NullMarked
package cab.infrastructure.logging;

import org.jspecify.annotations.NullMarked;
