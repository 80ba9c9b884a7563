/** The search for settings that would have traded well, and the doubt that has to go with it. */
@NullMarked
package cab.application.optimize;

import org.jspecify.annotations.NullMarked;
