/**
 * Exchanges that are read through XChange: prices, candles and rules by REST, for paper trading at live prices. No
 * order goes this way.
 */
@NullMarked
package cab.infrastructure.exchange.xchange;

import org.jspecify.annotations.NullMarked;
