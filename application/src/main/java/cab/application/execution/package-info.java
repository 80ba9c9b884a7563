/** The single way an order is placed, and the book of orders, fills and position that it keeps. */
@NullMarked
package cab.application.execution;

import org.jspecify.annotations.NullMarked;
