@NullMarked
package cab.application.monitoring;

import org.jspecify.annotations.NullMarked;
