package cab.domain.sizing;

import cab.domain.money.Money;
import cab.domain.money.Percent;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A share of everything there is, or what is left when that is less. Rounded down to 8 digits. Immutable.
 *
 * @param share more than 0 %, at most 100 %
 */
public record EquityShare(Percent share) implements PositionSizer {

    public EquityShare {
        if (!share.isPositive() || share.value().compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("share of equity must be more than 0 % and at most 100 %, was " + share);
        }
    }

    @Override
    public Money amount(SizingState state) {
        Money equity = state.equity();
        if (!equity.isPositive()) {
            return Money.zero(equity.currency());
        }
        BigDecimal wanted =
                equity.amount().multiply(share.fraction()).setScale(SizingState.AMOUNT_SCALE, RoundingMode.DOWN);
        return new Money(wanted, equity.currency()).min(state.affordable());
    }
}
