package cab.application.backtest;

import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import java.time.Instant;

/**
 * A position that was still held when the candles ended. It is valued at the last close, without the cost of selling
 * it. Immutable.
 *
 * @param entered first purchase
 * @param entryPrice average of the purchases, fees not included
 * @param quantity base held, dust of earlier positions included
 * @param unrealised value at the last close less what it cost, entry fees included
 */
public record OpenTrip(Instant entered, Price entryPrice, Quantity quantity, Money unrealised) {}
