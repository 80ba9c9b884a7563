/** Doubles of the ports for tests: they answer as told and remember what they saw. */
@NullMarked
package cab.application.testing;

import org.jspecify.annotations.NullMarked;
