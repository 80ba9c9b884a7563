@NullMarked
package cab.application.optimize;

import org.jspecify.annotations.NullMarked;
