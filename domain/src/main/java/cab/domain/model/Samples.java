package cab.domain.model;

import cab.domain.feature.FeatureRows;
import cab.domain.market.CandleSeries;
import java.util.ArrayList;
import java.util.List;

/** Makes samples of past candles. */
public final class Samples {

    private Samples() {}

    /**
     * A sample for each candle with features whose candle {@code horizon} later exists at the right time: where candles
     * are missing in between, nothing is known of that time, and there is none.
     *
     * @param horizon 1 or more candles
     */
    public static List<Sample> of(CandleSeries candles, int horizon) {
        if (horizon < 1) {
            throw new IllegalArgumentException("horizon must be 1 or more candles, was " + horizon);
        }
        FeatureRows rows = FeatureRows.of(candles);
        List<Sample> samples = new ArrayList<>();
        long horizonMs = horizon * candles.timeframe().lengthMs();
        for (int row = 0; row < rows.size(); row++) {
            int candle = rows.first() + row;
            int later = candle + horizon;
            if (later < candles.size() && candles.openTimeMs(later) - candles.openTimeMs(candle) == horizonMs) {
                samples.add(new Sample(candle, rows.row(row), candles.close(later) > candles.close(candle)));
            }
        }
        return samples;
    }
}
