/** What the core tells the world: events with their topics and typed payloads. */
@NullMarked
package cab.application.event;

import org.jspecify.annotations.NullMarked;
