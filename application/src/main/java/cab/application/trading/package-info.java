/** The trading cycle of one symbol, its states, and why it did or did not trade. */
@NullMarked
package cab.application.trading;

import org.jspecify.annotations.NullMarked;
