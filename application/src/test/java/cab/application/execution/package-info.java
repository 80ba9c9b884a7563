/** The single way to place an order, held to its word. */
@NullMarked
package cab.application.execution;

import org.jspecify.annotations.NullMarked;
