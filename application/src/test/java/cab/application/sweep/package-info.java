@NullMarked
package cab.application.sweep;

import org.jspecify.annotations.NullMarked;
