@NullMarked
package cab.app.jobs;

import org.jspecify.annotations.NullMarked;
