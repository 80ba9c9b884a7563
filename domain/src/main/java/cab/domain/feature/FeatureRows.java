package cab.domain.feature;

import cab.domain.market.CandleCursor;
import cab.domain.market.CandleSeries;
import java.util.ArrayList;
import java.util.List;

/**
 * The features of past candles, one row per candle from the first one on at which every feature is warm. Immutable; the
 * arrays are not to be changed.
 */
public final class FeatureRows {

    private final FeatureList list;
    private final int first;
    private final double[][] rows;

    private FeatureRows(FeatureList list, int first, double[][] rows) {
        this.list = list;
        this.first = first;
        this.rows = rows;
    }

    /** The rows of {@code candles}, made by the same pipeline as in trading. */
    public static FeatureRows of(CandleSeries candles) {
        FeatureList list = FeaturePipeline.list(candles.timeframe());
        FeaturePipeline pipeline = new FeaturePipeline(candles.timeframe());
        List<double[]> rows = new ArrayList<>();
        CandleCursor cursor = candles.cursor();
        int first = candles.size();
        for (int index = 0; index < candles.size(); index++) {
            boolean _ = cursor.advance();
            pipeline.onCandle(cursor);
            if (pipeline.isWarm()) {
                first = Math.min(first, index);
                double[] row = new double[list.size()];
                pipeline.values(row);
                rows.add(row);
            }
        }
        return new FeatureRows(list, first, rows.toArray(double[][]::new));
    }

    public FeatureList list() {
        return list;
    }

    /** The index of the candle of the first row; the size of the series when there is none. */
    public int first() {
        return first;
    }

    public int size() {
        return rows.length;
    }

    /** The features at the close of candle {@code first() + row}. */
    public double[] row(int row) {
        return rows[row];
    }
}
