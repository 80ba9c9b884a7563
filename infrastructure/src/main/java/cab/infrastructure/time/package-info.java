/** Time that passes, virtual or real, and the mailboxes in which the owners of state work. */
@NullMarked
package cab.infrastructure.time;

import org.jspecify.annotations.NullMarked;
