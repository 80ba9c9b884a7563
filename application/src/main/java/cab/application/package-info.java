/** What the bot does: use cases and the trading cycle, behind ports it owns. */
@NullMarked
package cab.application;

import org.jspecify.annotations.NullMarked;
