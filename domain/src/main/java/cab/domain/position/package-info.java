/** What is held and what it has earned: the first-in-first-out ledger of lots, fees and realised profit. */
@NullMarked
package cab.domain.position;

import org.jspecify.annotations.NullMarked;
