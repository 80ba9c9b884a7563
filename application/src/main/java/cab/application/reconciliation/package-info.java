/** The book compared with the exchange: what was missed is booked, what cannot be explained is told. */
@NullMarked
package cab.application.reconciliation;

import org.jspecify.annotations.NullMarked;
