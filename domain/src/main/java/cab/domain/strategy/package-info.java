/** The contract of a trading strategy and the strategies that come with the program. */
@NullMarked
package cab.domain.strategy;

import org.jspecify.annotations.NullMarked;
