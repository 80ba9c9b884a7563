/** Contract suites: what every adapter behind a port must keep. */
@NullMarked
package cab.application.port;

import org.jspecify.annotations.NullMarked;
