/** How hard an exchange is asked: budgets per endpoint and pair, with room kept for what protects money. */
@NullMarked
package cab.infrastructure.exchange.throttle;

import org.jspecify.annotations.NullMarked;
