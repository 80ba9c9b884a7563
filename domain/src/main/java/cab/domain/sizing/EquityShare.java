package cab.domain.sizing;

import cab.domain.money.Money;
import cab.domain.money.Percent;

/**
 * A share of everything there is, or what is left when that is less. Rounded down to 8 digits. Immutable.
 *
 * @param share more than 0 %, at most 100 %
 */
public record EquityShare(Percent share) implements PositionSizer {

    public EquityShare {
        share = SizingState.requireShare(share);
    }

    @Override
    public Money amount(SizingState state) {
        return state.share(share.fraction());
    }

    @Override
    public String explain(SizingState state) {
        return "a share of " + share + " of " + state.equity();
    }
}
