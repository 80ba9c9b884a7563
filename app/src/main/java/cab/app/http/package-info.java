/** The program over HTTP: how it stands, what it has earned, and the commands of an operator. */
@NullMarked
package cab.app.http;

import org.jspecify.annotations.NullMarked;
