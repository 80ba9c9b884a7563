package cab.infrastructure.exchange.simulated;

import cab.application.port.MarketListener;
import cab.application.port.PlacementReport;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Timeframe;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderTerms;
import cab.infrastructure.marketdata.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Orders, cancels and watches by chance, drawn from a seed: what a property test sends through the exchange. */
final class ChanceTrader implements MarketListener {

    private final Bench bench;
    private final SeededRandom random;
    private final List<Order> placed = new ArrayList<>();

    ChanceTrader(Bench bench, long seed) {
        this.bench = bench;
        this.random = new SeededRandom(seed);
        var _ = bench.market.subscribe(Bench.BTC_USDT, Timeframe.M1, this);
    }

    /** Candles by chance around 100, with quiet minutes and gaps. */
    static CandleSeries candles(long seed, int count) {
        SeededRandom random = new SeededRandom(seed);
        CandleSeries.Builder series = CandleSeries.builder(Timeframe.M1);
        double price = 100;
        long openMs = 0;
        for (int index = 0; index < count; index++) {
            double open = cents(price * (1 + 0.004 * random.nextGaussian()));
            double close = cents(open * (1 + 0.01 * random.nextGaussian()));
            double high = cents(Math.max(open, close) * (1 + 0.01 * random.nextDouble()));
            double low = cents(Math.min(open, close) * (1 - 0.01 * random.nextDouble()));
            double volume = random.nextInt(5) == 0 ? 0 : random.nextInt(200);
            series = series.add(
                    openMs,
                    open,
                    Math.max(high, Math.max(open, close)),
                    Math.min(low, Math.min(open, close)),
                    close,
                    volume);
            price = Math.clamp(close, 50, 200);
            openMs += random.nextInt(20) == 0 ? 3 * Bench.MINUTE : Bench.MINUTE;
        }
        return series.build();
    }

    private static double cents(double price) {
        return Math.rint(price * 100) / 100;
    }

    @Override
    public void onPrice(long atMs, double price) {
        bench.heard.add(atMs + " PRICE " + price);
        if (random.nextInt(3) == 0) {
            place(Bench.marketSell(quantity()));
        }
    }

    @Override
    public void onCandle(ClosedCandle candle) {
        switch (random.nextInt(8)) {
            case 0 -> place(Bench.marketBuy(quantity()));
            case 1 -> place(Bench.marketSell(quantity()));
            case 2 -> place(Bench.spend(Integer.toString(1 + random.nextInt(5_000))));
            case 3 -> place(Bench.limitBuy(quantity(), near(candle, -0.005)));
            case 4 -> place(Bench.limitSell(quantity(), near(candle, 0.005)));
            case 5 -> place(Bench.stopSell(quantity(), near(candle, -0.01)));
            case 6 -> place(Bench.stopBuy(quantity(), near(candle, 0.01)));
            case 7 -> cancelOne();
            default -> throw new AssertionError();
        }
        if (random.nextInt(4) == 0) {
            bench.market.watchBelow(Bench.BTC_USDT, candle.close() * (0.98 + 0.02 * random.nextDouble()));
        }
    }

    private void place(OrderTerms terms) {
        OrderIntent intent = bench.intent(terms);
        placed.add(Order.of(intent));
        bench.broker.place(intent, this::hear);
    }

    private void hear(PlacementReport report) {
        bench.hear(report);
    }

    private void cancelOne() {
        if (!placed.isEmpty()) {
            bench.broker.cancel(
                    placed.get(random.nextInt(placed.size())),
                    report -> bench.heard.add(bench.clock.millis() + " " + report));
        }
    }

    private String quantity() {
        return String.format(Locale.ROOT, "%.3f", 0.001 + 12 * random.nextDouble());
    }

    private String near(ClosedCandle candle, double shift) {
        double price = candle.close() * (1 + shift + 0.005 * random.nextGaussian());
        return String.format(Locale.ROOT, "%.2f", price);
    }
}
