/** Tests of the migrations as files. */
@NullMarked
package cab.migrations;

import org.jspecify.annotations.NullMarked;
