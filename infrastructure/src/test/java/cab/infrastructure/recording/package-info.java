@NullMarked
package cab.infrastructure.recording;

import org.jspecify.annotations.NullMarked;
