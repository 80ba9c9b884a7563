/** Strategies that users bring along: found in jars, written from a template, compiled and packed. */
@NullMarked
package cab.infrastructure.strategy;

import org.jspecify.annotations.NullMarked;
