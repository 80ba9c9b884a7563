/** Orders from intent to final state, their fills, and the table that says which event leads where. */
@NullMarked
package cab.domain.order;

import org.jspecify.annotations.NullMarked;
