@NullMarked
package cab.launcher;

import org.jspecify.annotations.NullMarked;
