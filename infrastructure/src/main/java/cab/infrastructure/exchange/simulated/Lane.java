package cab.infrastructure.exchange.simulated;

import cab.application.backtest.CandleDetail;
import cab.application.port.MarketListener;
import cab.domain.market.CandleSeries;
import cab.domain.market.Instrument;
import cab.domain.market.Quote;
import cab.domain.market.Timeframe;
import cab.infrastructure.marketdata.CandleFeed;
import cab.infrastructure.time.VirtualScheduler;
import java.util.Arrays;
import java.util.Optional;

/**
 * One symbol on its way through its candles. It always knows the next instant at which anything happens: usually that
 * is the close of the candle, and everything inside is passed over; only where an order may be met or a price is
 * watched is the path inside the candle walked.
 *
 * <p>Owned by the exchange's thread.
 */
final class Lane implements PricePath {

    /** What happens next. */
    private enum Event {
        OPEN(Phase.OPEN),
        FALL(Phase.PATH),
        LOW(Phase.PATH),
        RISE(Phase.PATH),
        HIGH(Phase.PATH),
        CLOSE(Phase.CLOSE),
        END(Phase.OPEN);

        private final Phase phase;

        Event(Phase phase) {
            this.phase = phase;
        }
    }

    /** The order of what happens to all symbols at one instant; tasks that are due then run behind PATH. */
    enum Phase {
        PATH,
        CLOSE,
        OPEN
    }

    static final long NEVER = Long.MAX_VALUE;

    private final int number;
    private final LaneQueue queue;
    private final CandleFeed feed;
    private final VirtualScheduler clock;
    private final SimulatedExchange exchange;
    private final boolean tellsPath;
    private final CandleParts parts;

    /** The candle that is told when it closes. */
    private final CandlePath whole;

    private final SymbolBook book;

    /** What the price follows: the candle, or the finer one that is under way in it. */
    private CandlePath path;

    private Watcher[] watchers = {};

    /** The highest price that anybody watches. */
    private double watched = Watcher.NONE;

    private TakerPrice prices;
    private double previousClose;
    private long previousCloseMs;
    private volatile Sketch published;
    private long candlesPlayed;
    private boolean stale;
    private boolean opened;
    private boolean lowTold;
    private boolean highTold;
    private boolean lookedInto;

    /** The last finer candle has closed, and the candle has not: nothing is traded any more. */
    private boolean partsOver;

    private boolean bothInCandle;
    private boolean bothInPart;
    private boolean stopRose;
    private long bothTold;
    private long risenStops;
    private boolean ended;
    private Event next = Event.END;
    private long nextMs = NEVER;
    private double nextPrice;

    /**
     * A lane that stands at {@code startMs}, which may lie inside a candle.
     *
     * @param number how many lanes were added before
     * @param queue is told when another thing may happen next
     * @param tellsPath whether open, low, high and close of every candle are told as prices
     * @throws IllegalArgumentException when the feed has no candle at all
     */
    Lane(
            int number,
            LaneQueue queue,
            Instrument instrument,
            CandleFeed feed,
            VirtualScheduler clock,
            SimulatedExchange exchange,
            boolean tellsPath) {
        this.number = number;
        this.queue = queue;
        this.feed = feed;
        this.clock = clock;
        this.exchange = exchange;
        this.tellsPath = tellsPath;
        long startMs = clock.millis();
        long firstOpenMs = startMs - feed.timeframe().lengthMs() + 1;
        Optional<CandleSeries> first = feed.blockFrom(firstOpenMs);
        this.ended = first.isEmpty();
        this.whole = first.map(candles -> new CandlePath(candles, candles.indexAtOrAfter(firstOpenMs)))
                .orElseGet(() -> lastOf(feed.before(startMs, 1), instrument));
        this.path = whole;
        this.parts = new CandleParts(feed.finer());
        this.opened = path.openTimeMs() < startMs;
        this.highTold = path.highMs() < startMs;
        this.lowTold = path.lowMs() < startMs;
        CandleSeries before = feed.before(path.openTimeMs(), 1);
        this.previousClose = before.isEmpty() ? path.open() : before.close(0);
        this.previousCloseMs = before.isEmpty() ? path.openTimeMs() : before.closeTimeMs(0);
        this.prices = new TakerPrice(instrument, exchange.terms().fills());
        this.published = sketch();
        this.book = exchange.list(instrument, this);
        refresh();
    }

    /** Where a market stands that has ended before. */
    private static CandlePath lastOf(CandleSeries candles, Instrument instrument) {
        if (candles.isEmpty()) {
            throw new IllegalArgumentException("the feed of " + instrument.symbol() + " must have a candle");
        }
        return new CandlePath(candles, 0);
    }

    SymbolBook book() {
        return book;
    }

    Instrument instrument() {
        return book.instrument();
    }

    /** From now on these rules bind. */
    void changeRules(Instrument changed) {
        book.changeRules(changed);
        prices = new TakerPrice(changed, exchange.terms().fills());
    }

    /** Close of the last candle, UTC milliseconds. */
    long lastTradedMs() {
        return previousCloseMs;
    }

    /** Whether orders are taken. */
    boolean isListed() {
        return exchange.isListed(instrument().symbol());
    }

    Timeframe timeframe() {
        return feed.timeframe();
    }

    CandleFeed feed() {
        return feed;
    }

    /** When the next thing happens; {@link #NEVER} when the candles have ended. */
    long nextMs() {
        return nextMs;
    }

    /** Where it belongs among the things of one instant. */
    Phase nextPhase() {
        return next.phase;
    }

    /** Looks again at what happens next, if an order or a watched price has changed. */
    void refreshIfStale() {
        if (stale) {
            refresh();
        }
    }

    /** How many lanes were added before. */
    int number() {
        return number;
    }

    @Override
    public void ordersChanged() {
        stale = true;
        queue.note(this);
    }

    /** Candles that have closed. */
    long candlesPlayed() {
        return candlesPlayed;
    }

    /** What was known of the insides of the candles that have closed. */
    CandleDetail detail(long stopAndTarget) {
        return new CandleDetail(
                feed.finer().map(known -> known.candles().timeframe()),
                parts.played(),
                parts.incomplete(),
                parts.different(),
                stopAndTarget,
                bothTold,
                risenStops);
    }

    Watcher watcher() {
        Watcher watcher = new Watcher(feed.timeframe());
        watchers = Arrays.copyOf(watchers, watchers.length + 1);
        watchers[watchers.length - 1] = watcher;
        return watcher;
    }

    /** Tells {@code listener} of prices and of candles of {@code timeframe} from now on. */
    void listen(Watcher watcher, Timeframe timeframe, MarketListener listener) {
        // The part of the longer candle that has passed already belongs to it.
        long bucketOpenMs = timeframe.bucketOpenMs(clock.millis());
        int passed = (int) ((clock.millis() - bucketOpenMs) / feed.timeframe().lengthMs());
        CandleSeries begun = feed.before(clock.millis(), passed);
        watcher.add(timeframe, listener, begun.slice(begun.indexAtOrAfter(bucketOpenMs), begun.size()));
        ordersChanged();
    }

    /** The last closed candles, oldest first. */
    CandleSeries history(Timeframe timeframe, int count) {
        return History.of(feed, timeframe, clock.millis(), count);
    }

    /**
     * The top of the book at {@code nowMs}; while nothing is traded, as it was at the last trade. Thread-safe when the
     * path is told.
     */
    Quote quote(long nowMs) {
        if (!tellsPath && nowMs >= whole.openTimeMs()) {
            lookInside(nowMs);
        }
        return (tellsPath ? published : sketch()).quote(prices, nowMs);
    }

    void watch(Watcher watcher, double price) {
        watcher.watch(price);
        watched = Watcher.NONE;
        for (Watcher each : watchers) {
            watched = Math.max(watched, each.level());
        }
        ordersChanged();
    }

    /** Lets happen what comes next; the clock shows its time. */
    void play() {
        switch (next) {
            case CLOSE -> playClose();
            case OPEN -> playOpen();
            case FALL -> fall(nextPrice);
            case RISE -> {
                book.move(nextPrice, nextMs);
                exchange.publish();
            }
            case LOW -> {
                lowTold = true;
                tellAll(path.low());
            }
            case HIGH -> {
                highTold = true;
                tellHigh();
            }
            case END ->
                throw new IllegalStateException("the candles of " + instrument().symbol() + " have ended");
        }
        refresh();
    }

    @Override
    public double tradedPrice(long nowMs) {
        if (!isInside(nowMs)) {
            return NO_MARKET;
        }
        lookInside(nowMs);
        if (nowMs < path.openTimeMs() || nowMs >= path.closeTimeMs()) {
            return NO_MARKET;
        }
        boolean opening = nowMs == path.openTimeMs() && !opened;
        return opening ? NO_MARKET : path.priceAt(nowMs);
    }

    @Override
    public double lastPrice() {
        long nowMs = clock.millis();
        double traded = tradedPrice(nowMs);
        if (!Double.isNaN(traded)) {
            return traded;
        }
        // While the candle is told at its close, it is the last.
        if (nowMs >= whole.closeTimeMs()) {
            return whole.close();
        }
        return nowMs >= path.closeTimeMs() ? path.close() : previousClose;
    }

    @Override
    public double candleVolume() {
        return path.volume();
    }

    private void playOpen() {
        opened = true;
        double price = path.open();
        if (book.isActive()) {
            book.open(price, nextMs);
            exchange.publish();
        }
        for (Watcher watcher : watchers) {
            if (price <= watcher.pendingLevel(path.openTimeMs())) {
                watcher.tellFall(path.openTimeMs(), nextMs, price);
            } else if (tellsPath) {
                watcher.tell(nextMs, price);
            }
        }
    }

    private void fall(double price) {
        if (price <= book.fallLevel()) {
            book.move(price, nextMs);
            exchange.publish();
        }
        for (Watcher watcher : watchers) {
            if (price <= watcher.pendingLevel(path.openTimeMs())) {
                watcher.tellFall(path.openTimeMs(), nextMs, price);
            }
        }
    }

    private void tellAll(double price) {
        for (Watcher watcher : watchers) {
            watcher.tell(nextMs, price);
        }
    }

    private void tellHigh() {
        for (Watcher watcher : watchers) {
            if (tellsPath || watcher.level() > Watcher.NONE) {
                watcher.tell(nextMs, path.high());
            }
        }
    }

    private boolean isInside(long nowMs) {
        return !ended && nowMs >= whole.openTimeMs() && nowMs < whole.closeTimeMs();
    }

    /**
     * Somebody asks what the price does inside the candle: where finer candles tell, it follows them from the first to
     * the last. Whether it does is known before anything has happened in the candle, and never depends on it.
     */
    private void lookInside(long nowMs) {
        if (!lookedInto && nowMs < whole.closeTimeMs()) {
            lookedInto = true;
            path = parts.begin(whole);
            beginPart();
        }
        while (path != whole && !partsOver && path.closeTimeMs() < nowMs) {
            endPart();
        }
    }

    /** A finer candle closes, and another one is to come, or nothing is traded until the candle closes. */
    private void endPart() {
        noteEndOfPath();
        previousClose = path.close();
        previousCloseMs = path.closeTimeMs();
        partsOver = CandleParts.isLast(path, whole);
        if (!partsOver) {
            path.moveTo(path.series(), path.index() + 1);
            beginPart();
            book.beginCandle();
        }
    }

    private void beginPart() {
        if (path != whole) {
            opened = false;
            lowTold = false;
            highTold = false;
        }
    }

    /** A stop that stands above a price which nobody was told of came there behind it. */
    private void noteEndOfPath() {
        if (watched <= Watcher.NONE) {
            return;
        }
        for (Watcher watcher : watchers) {
            stopRose |= watcher.pendingLevel(path.openTimeMs()) >= path.low();
        }
    }

    private void playClose() {
        if (nextMs < whole.closeTimeMs()) {
            endPart();
            return;
        }
        noteEndOfPath();
        path = whole;
        if (tellsPath) {
            tellAll(path.close());
        }
        for (Watcher watcher : watchers) {
            watcher.tellCandle(whole);
        }
        previousClose = whole.close();
        previousCloseMs = whole.closeTimeMs();
        advance();
        if (tellsPath) {
            published = sketch();
        }
    }

    private void advance() {
        candlesPlayed++;
        bothTold += bothInCandle && !bothInPart ? 1 : 0;
        risenStops += stopRose ? 1 : 0;
        opened = false;
        lowTold = false;
        highTold = false;
        lookedInto = false;
        partsOver = false;
        bothInCandle = false;
        bothInPart = false;
        stopRose = false;
        book.beginCandle();
        CandleSeries series = whole.series();
        int index = whole.index() + 1;
        if (index < series.size()) {
            whole.moveTo(series, index);
            return;
        }
        long fromMs = whole.closeTimeMs();
        Optional<CandleSeries> block = feed.blockFrom(fromMs);
        if (block.isEmpty()) {
            ended = true;
        } else {
            whole.moveTo(block.get(), block.get().indexAtOrAfter(fromMs));
        }
    }

    private void refresh() {
        stale = false;
        if (ended) {
            happens(Event.END, NEVER, 0);
            return;
        }
        if (!tellsPath && !book.isActive() && watched <= Watcher.NONE) {
            happens(Event.CLOSE, whole.closeTimeMs(), 0);
            return;
        }
        refreshInside();
    }

    private Sketch sketch() {
        return new Sketch(path.series(), path.index(), previousClose, previousCloseMs);
    }

    private void refreshInside() {
        long nowMs = clock.millis();
        lookInside(nowMs);
        noteStopAndTarget();
        if (partsOver) {
            happens(Event.CLOSE, whole.closeTimeMs(), 0);
            return;
        }
        double fall = fallLevel();
        if (!opened && nowMs <= path.openTimeMs()) {
            boolean walked = tellsPath || book.hasWaiting() || path.low() <= fall || path.high() >= book.riseLevel();
            if (walked) {
                happens(Event.OPEN, path.openTimeMs(), 0);
                return;
            }
        } else {
            opened = true;
        }
        if (!fallsToLow(nowMs, fall) && !rises(nowMs, fall) && !fallsToClose(nowMs, fall)) {
            happens(Event.CLOSE, path.closeTimeMs(), 0);
        }
    }

    private boolean fallsToLow(long nowMs, double fall) {
        if (nowMs > path.lowMs()) {
            return false;
        }
        if (fall >= path.low()) {
            reaches(Event.FALL, fall, path.fallsFromOpenAt(fall), nowMs);
            return true;
        }
        if (tellsPath && !lowTold) {
            happens(Event.LOW, path.lowMs(), 0);
            return true;
        }
        return false;
    }

    private boolean rises(long nowMs, double fall) {
        if (nowMs > path.highMs()) {
            return false;
        }
        if (nowMs > path.lowMs() && fall >= path.priceAt(nowMs)) {
            // A level that was set above the price: it is told at once.
            happens(Event.FALL, nowMs, path.priceAt(nowMs));
            return true;
        }
        double rise = book.riseLevel();
        if (rise <= path.high()) {
            reaches(Event.RISE, rise, path.risesAt(rise), nowMs);
            return true;
        }
        if (!highTold && (tellsPath || watched > Watcher.NONE)) {
            happens(Event.HIGH, path.highMs(), 0);
            return true;
        }
        return false;
    }

    private boolean fallsToClose(long nowMs, double fall) {
        if (fall < path.close()) {
            return false;
        }
        reaches(Event.FALL, fall, path.fallsFromHighAt(fall), nowMs);
        return true;
    }

    /**
     * A level is reached at {@code atMs}; when that has passed, the level was set beyond the price, and it is met now.
     */
    private void reaches(Event event, double level, long atMs, long nowMs) {
        if (atMs >= nowMs) {
            happens(event, atMs, level);
        } else {
            happens(event, nowMs, path.priceAt(nowMs));
        }
    }

    private double fallLevel() {
        double level = book.fallLevel();
        if (watched <= level) {
            return level;
        }
        for (Watcher watcher : watchers) {
            level = Math.max(level, watcher.pendingLevel(path.openTimeMs()));
        }
        return level;
    }

    private void noteStopAndTarget() {
        if (bothInPart || !isStopAndTargetIn(whole)) {
            return;
        }
        if (!bothInCandle) {
            bothInCandle = true;
            exchange.ambiguousCandle(instrument().symbol());
        }
        bothInPart = isStopAndTargetIn(path);
    }

    private boolean isStopAndTargetIn(CandlePath candle) {
        return book.limitSellLevel() <= candle.high() && Math.max(book.stopSellLevel(), watched) >= candle.low();
    }

    private void happens(Event event, long atMs, double price) {
        next = event;
        nextMs = atMs;
        nextPrice = price;
    }
}
