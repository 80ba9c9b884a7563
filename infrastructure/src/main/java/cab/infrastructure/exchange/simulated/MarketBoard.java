package cab.infrastructure.exchange.simulated;

import cab.domain.market.CandleSeries;
import cab.domain.market.Instrument;
import cab.domain.market.Quote;
import cab.infrastructure.marketdata.CandleFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What anybody may know of the market of one symbol: a function of its candles and of the time, so that who looks never
 * disturbs who trades. Thread-safe.
 */
public final class MarketBoard {

    /** Candles of the feed that one question may look at. */
    private static final int LOOKED_AT_MAX = 500_000;

    private static final long DAY_MS = 86_400_000L;

    private final Instrument instrument;
    private final CandleFeed feed;
    private final TakerPrice prices;
    private final long lengthMs;
    private final ReentrantLock lock = new ReentrantLock();
    private CandleSeries block;
    private CandleSeries day;
    private long dayUntilMs = Long.MIN_VALUE;

    /**
     * The market of a symbol.
     *
     * @param feed its candles, the same that the exchange plays; belongs to the board from now on
     * @param rules for spread
     */
    public MarketBoard(Instrument instrument, CandleFeed feed, FillRules rules) {
        this.instrument = instrument;
        this.feed = feed;
        this.prices = new TakerPrice(instrument, rules);
        this.lengthMs = feed.timeframe().lengthMs();
        this.block = CandleSeries.builder(feed.timeframe()).build();
        this.day = block;
    }

    /**
     * A candle of any length, also one that is still open. Immutable.
     *
     * @param openMs when it opens, UTC milliseconds
     * @param isClosed whether nothing can change any more
     * @param volume in base
     */
    public record Bar(
            long openMs, double open, double high, double low, double close, double volume, boolean isClosed) {}

    /**
     * One of the trades that made a candle. Immutable.
     *
     * @param id rises with time
     * @param isBuy whether the taker bought
     */
    public record MarketTrade(long id, long atMs, double price, double quantity, boolean isBuy) {}

    /** How bars follow each other. */
    public interface Buckets {

        /** When the bar opens that holds {@code epochMs}. */
        long openMs(long epochMs);

        /** When the bar closes that opens at {@code openMs}. */
        long closeMs(long openMs);

        /** Bars of a length in milliseconds since 1970. */
        static Buckets of(long barMs) {
            return new Buckets() {
                @Override
                public long openMs(long epochMs) {
                    return Math.floorDiv(epochMs, barMs) * barMs;
                }

                @Override
                public long closeMs(long openMs) {
                    return openMs + barMs;
                }
            };
        }
    }

    public Instrument instrument() {
        return instrument;
    }

    /** The length of the candles that the market is made of. */
    public long lengthMs() {
        return lengthMs;
    }

    /** The top of the book. */
    public Quote quote(long nowMs) {
        return locked(() -> new Sketch(blockAt(nowMs), indexAt(nowMs), lastPriceAt(nowMs), nowMs).quote(prices, nowMs));
    }

    /** The price of the last trade. */
    public double last(long nowMs) {
        return locked(() -> lastPriceAt(nowMs));
    }

    /** The last 24 hours, up to now; the close is the last price. */
    public Bar day(long nowMs) {
        return locked(() -> {
            long fromMs = nowMs - DAY_MS;
            if (dayUntilMs != nowMs / lengthMs) {
                dayUntilMs = nowMs / lengthMs;
                day = feed.before(nowMs, (int) (DAY_MS / lengthMs));
            }
            Joined joined = new Joined(fromMs);
            for (int index = day.indexAtOrAfter(fromMs); index < day.size(); index++) {
                joined.add(day.open(index), day.high(index), day.low(index), day.close(index), day.volume(index));
            }
            running(nowMs).ifPresent(joined::add);
            double last = lastPriceAt(nowMs);
            return joined.isEmpty() ? new Bar(fromMs, last, last, last, last, 0, false) : joined.bar(false);
        });
    }

    /**
     * The bars that open from {@code fromMs} to {@code toMs}, both included, oldest first; the last may still be open.
     * Where nothing was traded there is none.
     */
    public List<Bar> bars(Buckets buckets, long fromMs, long toMs, long nowMs) {
        return locked(() -> {
            long firstMs = buckets.openMs(fromMs);
            long endMs = Math.min(nowMs, buckets.closeMs(buckets.openMs(toMs)));
            if (endMs < firstMs) {
                return List.of();
            }
            int count = Math.clamp((endMs - firstMs) / lengthMs + 2, 0, LOOKED_AT_MAX);
            List<Bar> parts = parts(feed.before(endMs, count), buckets, nowMs);
            if (endMs == nowMs) {
                running(nowMs).ifPresent(bar -> addParts(parts, bar, buckets, nowMs));
            }
            return joined(parts, buckets, firstMs, toMs, nowMs);
        });
    }

    /** The latest trades that are not later than {@code toMs}, at most {@code limit}, oldest first. */
    public List<MarketTrade> trades(long toMs, int limit) {
        return locked(() -> {
            List<MarketTrade> found = new ArrayList<>();
            CandleSeries candles = feed.before(toMs, limit / 4 + 1);
            for (int index = 0; index < candles.size(); index++) {
                addTrades(found, new CandlePath(candles, index), toMs);
            }
            path(toMs).ifPresent(path -> addTrades(found, path, toMs));
            return List.copyOf(found.subList(Math.max(0, found.size() - limit), found.size()));
        });
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private static void addTrades(List<MarketTrade> found, CandlePath path, long toMs) {
        long number = path.openTimeMs() / 1_000 * 4;
        double quarter = path.volume() / 4;
        long[] times = {path.openTimeMs(), path.lowMs(), path.highMs(), path.closeTimeMs() - 1};
        double[] pricesOnTheWay = {path.open(), path.low(), path.high(), path.close()};
        for (int step = 0; step < times.length; step++) {
            if (times[step] <= toMs && quarter > 0) {
                boolean rises = step > 0 && pricesOnTheWay[step] > pricesOnTheWay[step - 1];
                found.add(new MarketTrade(number + step, times[step], pricesOnTheWay[step], quarter, rises));
            }
        }
    }

    /** The candles as bars, cut where a bar is shorter than they are. */
    private List<Bar> parts(CandleSeries candles, Buckets buckets, long nowMs) {
        List<Bar> parts = new ArrayList<>(candles.size());
        for (int index = 0; index < candles.size(); index++) {
            Bar whole = new Bar(
                    candles.openTimeMs(index),
                    candles.open(index),
                    candles.high(index),
                    candles.low(index),
                    candles.close(index),
                    candles.volume(index),
                    true);
            addParts(parts, whole, buckets, nowMs);
        }
        return parts;
    }

    private void addParts(List<Bar> parts, Bar whole, Buckets buckets, long nowMs) {
        long endMs = Math.min(nowMs, whole.openMs + lengthMs);
        if (buckets.closeMs(buckets.openMs(whole.openMs)) >= whole.openMs + lengthMs) {
            parts.add(whole);
            return;
        }
        for (long openMs = whole.openMs; openMs < endMs; openMs = buckets.closeMs(openMs)) {
            long closeMs = Math.min(endMs, buckets.closeMs(openMs));
            parts.add(between(whole.openMs, openMs, closeMs));
        }
    }

    /** A piece of the way inside a candle. */
    private Bar between(long candleMs, long openMs, long closeMs) {
        CandlePath path = path(candleMs).orElseThrow();
        double open = path.priceAt(openMs);
        double close = path.priceAt(closeMs);
        double low = path.lowMs() >= openMs && path.lowMs() <= closeMs ? path.low() : Math.min(open, close);
        double high = path.highMs() >= openMs && path.highMs() <= closeMs ? path.high() : Math.max(open, close);
        return new Bar(
                openMs,
                open,
                Math.max(high, Math.max(open, close)),
                Math.min(low, Math.min(open, close)),
                close,
                path.volume() * (closeMs - openMs) / lengthMs,
                false);
    }

    private static List<Bar> joined(List<Bar> parts, Buckets buckets, long firstMs, long toMs, long nowMs) {
        List<Bar> bars = new ArrayList<>();
        Joined joined = new Joined(firstMs);
        for (Bar part : parts) {
            long openMs = buckets.openMs(part.openMs);
            if (openMs < firstMs || openMs > toMs) {
                continue;
            }
            if (openMs != joined.openMs) {
                joined.addTo(bars, buckets, nowMs);
                joined = new Joined(openMs);
            }
            joined.add(part);
        }
        joined.addTo(bars, buckets, nowMs);
        return bars;
    }

    /** What has been traded so far of the candle that is being played. */
    private Optional<Bar> running(long nowMs) {
        return path(nowMs)
                .filter(path -> path.openTimeMs() < nowMs)
                .map(path -> between(path.openTimeMs(), path.openTimeMs(), nowMs));
    }

    private Optional<CandlePath> path(long nowMs) {
        CandleSeries candles = blockAt(nowMs);
        int index = indexAt(nowMs);
        boolean plays = !candles.isEmpty() && candles.openTimeMs(index) <= nowMs && nowMs < candles.closeTimeMs(index);
        return plays ? Optional.of(new CandlePath(candles, index)) : Optional.empty();
    }

    private double lastPriceAt(long nowMs) {
        Optional<CandlePath> path = path(nowMs);
        if (path.isPresent()) {
            return path.get().priceAt(nowMs);
        }
        CandleSeries before = feed.before(nowMs, 1);
        return before.isEmpty() ? blockAt(nowMs).open(0) : before.close(0);
    }

    /** A piece of the market that holds the candle of {@code nowMs}, or the next one. */
    private CandleSeries blockAt(long nowMs) {
        long fromMs = nowMs - lengthMs + 1;
        boolean holds =
                !block.isEmpty() && block.openTimeMs(0) <= fromMs && block.closeTimeMs(block.size() - 1) > nowMs;
        if (!holds) {
            block = feed.blockFrom(fromMs).orElseGet(() -> feed.before(nowMs, 1));
        }
        return block;
    }

    private int indexAt(long nowMs) {
        CandleSeries candles = blockAt(nowMs);
        return Math.min(candles.size() - 1, candles.indexAtOrAfter(nowMs - lengthMs + 1));
    }

    /** Bars on their way to one. */
    private static final class Joined {

        private final long openMs;
        private double open;
        private double high;
        private double low;
        private double close;
        private double volume;
        private boolean empty = true;

        private Joined(long openMs) {
            this.openMs = openMs;
        }

        private boolean isEmpty() {
            return empty;
        }

        private void add(Bar part) {
            add(part.open, part.high, part.low, part.close, part.volume);
        }

        private void add(double partOpen, double partHigh, double partLow, double partClose, double partVolume) {
            if (empty) {
                empty = false;
                open = partOpen;
                high = partHigh;
                low = partLow;
            }
            high = Math.max(high, partHigh);
            low = Math.min(low, partLow);
            close = partClose;
            volume += partVolume;
        }

        private Bar bar(boolean isClosed) {
            return new Bar(openMs, open, high, low, close, volume, isClosed);
        }

        private void addTo(List<Bar> bars, Buckets buckets, long nowMs) {
            if (!empty) {
                bars.add(bar(buckets.closeMs(openMs) <= nowMs));
            }
        }
    }
}
