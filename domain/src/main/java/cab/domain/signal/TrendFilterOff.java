package cab.domain.signal;

import cab.domain.market.ClosedCandle;

/** The filter that looks at nothing. Immutable. */
enum TrendFilterOff implements TrendFilter {
    OFF;

    @Override
    public void onCandle(ClosedCandle baseCandle) {
        // Looks at nothing.
    }

    @Override
    public boolean allowsLong() {
        return true;
    }

    @Override
    public String explain() {
        return "trend filter is off";
    }
}
