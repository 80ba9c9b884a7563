@NullMarked
package cab.app.http;

import org.jspecify.annotations.NullMarked;
