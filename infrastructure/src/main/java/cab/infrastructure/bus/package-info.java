/** The ways of an event from the bot that publishes it to everybody who listens. */
@NullMarked
package cab.infrastructure.bus;

import org.jspecify.annotations.NullMarked;
