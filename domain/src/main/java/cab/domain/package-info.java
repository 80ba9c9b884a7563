/** What a trade is. JDK only: no I/O, clock, randomness, threads or logging. */
@NullMarked
package cab.domain;

import org.jspecify.annotations.NullMarked;
