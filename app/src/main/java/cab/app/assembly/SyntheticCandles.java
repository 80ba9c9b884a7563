package cab.app.assembly;

import cab.cli.DataProgram.GenerateRequest;
import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.domain.market.CandleCursor;
import cab.domain.market.CandleSeries;
import cab.domain.market.Instrument;
import cab.domain.market.Timeframe;
import cab.domain.money.Percent;
import cab.infrastructure.marketdata.EmbeddedMarket;
import java.time.Duration;
import java.util.List;

/** Candles of the embedded market for the store. Stateless. */
final class SyntheticCandles {

    /** Ten years of minutes. */
    private static final long CANDLES_MAX = 5_300_000;

    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private SyntheticCandles() {}

    /** @throws Refusal when there are no such candles, or too many */
    static CandleSeries of(GenerateRequest request) {
        Timeframe timeframe = request.timeframe();
        require(timeframe.lengthMs() <= DAY_MS, "--timeframe must be 1d at most, was " + timeframe);
        long fromMs = Math.floorDiv(request.from().toEpochMilli(), DAY_MS) * DAY_MS;
        long toMs = request.to().toEpochMilli();
        require(fromMs >= 0 && fromMs < toMs, "--from must be before --to and after 1970, was " + request.from());
        require(
                (toMs - fromMs) / timeframe.lengthMs() <= CANDLES_MAX,
                "at most " + CANDLES_MAX + " candles are made at once, --from and --to ask for "
                        + (toMs - fromMs) / timeframe.lengthMs());
        return candles(request, fromMs, toMs);
    }

    private static CandleSeries candles(GenerateRequest request, long fromMs, long toMs) {
        EmbeddedMarket market = market(request, fromMs);
        CandleSeries.Builder all = CandleSeries.builder(request.timeframe());
        for (long dayMs = fromMs; dayMs < toMs; dayMs += DAY_MS) {
            CandleCursor day = market.blockFrom(dayMs).orElseThrow().cursor();
            while (day.advance()) {
                // A day of nothing but an outage gives the one after it.
                if (day.openTimeMs()
                        < Math.min(dayMs + DAY_MS, toMs - request.timeframe().lengthMs() + 1)) {
                    all = all.add(day.openTimeMs(), day.open(), day.high(), day.low(), day.close(), day.volume());
                }
            }
        }
        CandleSeries candles = all.build();
        require(!candles.isEmpty(), "--from and --to must be at least a candle apart");
        return candles;
    }

    private static EmbeddedMarket market(GenerateRequest request, long fromMs) {
        long startMs = EmbeddedMarket.TRADING_START.toEpochMilli();
        int historyDays = (int) Math.max(1, (startMs - fromMs) / DAY_MS);
        Percent fee = Percent.ZERO;
        // What the coin costs says which tick fits it.
        Instrument finest = SimulatedTerms.instrument(request.symbol(), 1e-3, fee);
        double price = new EmbeddedMarket(finest, request.timeframe(), request.seed(), 1)
                .before(startMs, 1)
                .close(0);
        return new EmbeddedMarket(
                SimulatedTerms.instrument(request.symbol(), price, fee),
                request.timeframe(),
                request.seed(),
                historyDays);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Refusal(ExitCode.USAGE, List.of("cab: " + otherwise));
        }
    }
}
