/** Exact amounts: prices, quantities, money and percentages, with every rounding named by its caller. */
@NullMarked
package cab.domain.money;

import org.jspecify.annotations.NullMarked;
