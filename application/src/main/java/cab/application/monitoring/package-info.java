/** How the program stands and what it has earned, for people and for watchers. */
@NullMarked
package cab.application.monitoring;

import org.jspecify.annotations.NullMarked;
