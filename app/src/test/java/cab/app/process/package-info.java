/** The real jar, started and stopped the way an operator does. */
@NullMarked
package cab.app.process;

import org.jspecify.annotations.NullMarked;
