/** Book and exchange compared, held to its word. */
@NullMarked
package cab.application.reconciliation;

import org.jspecify.annotations.NullMarked;
