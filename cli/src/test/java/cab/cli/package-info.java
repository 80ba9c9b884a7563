/** Tests of the commands. */
@NullMarked
package cab.cli;

import org.jspecify.annotations.NullMarked;
