package cab.application.testing;

import cab.application.port.HistoryReport;
import cab.application.port.MarketData;
import cab.application.port.MarketListener;
import cab.application.port.Subscription;
import cab.domain.market.CandleSeries;
import cab.domain.market.Instrument;
import cab.domain.market.Quote;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** A market that shows what it is told to show. Owned by one thread. */
public final class ScriptedMarketData implements MarketData {

    private final ManualScheduler scheduler;
    private final List<Double> watched = new ArrayList<>();
    private final List<Integer> historyAsked = new ArrayList<>();
    private final List<String> higherAsked = new ArrayList<>();
    private final Timeframe traded;
    private Optional<Instrument> instrument;
    private Optional<Quote> quote = Optional.empty();
    private IntFunction<Optional<HistoryReport>> history;
    private BiFunction<Timeframe, Integer, Optional<HistoryReport>> higher;

    public ScriptedMarketData(ManualScheduler scheduler, Instrument instrument, Timeframe timeframe) {
        this.scheduler = scheduler;
        this.instrument = Optional.of(instrument);
        this.traded = timeframe;
        this.history = count -> Optional.of(
                new HistoryReport.Known(CandleSeries.builder(timeframe).build()));
        this.higher = (asked, count) ->
                Optional.of(new HistoryReport.Known(CandleSeries.builder(asked).build()));
    }

    public void instrument(Instrument listed) {
        instrument = Optional.of(listed);
    }

    public void delist() {
        instrument = Optional.empty();
    }

    public void quote(Quote top) {
        quote = Optional.of(top);
    }

    /**
     * Answers every request for past candles of the traded timeframe with {@code rule}; not at all where that is empty.
     */
    public void onHistory(IntFunction<Optional<HistoryReport>> rule) {
        history = rule;
    }

    /** Answers every request for past candles of other timeframes with {@code rule}, see {@link #onHistory}. */
    public void onHigherHistory(BiFunction<Timeframe, Integer, Optional<HistoryReport>> rule) {
        higher = rule;
    }

    /** What was asked of other timeframes, such as {@code 1h 7}. */
    public List<String> higherAsked() {
        return List.copyOf(higherAsked);
    }

    /** The levels that were to be watched, in order. */
    public List<Double> watched() {
        return List.copyOf(watched);
    }

    /** How many candles were asked for, per request. */
    public List<Integer> historyAsked() {
        return List.copyOf(historyAsked);
    }

    @Override
    public Optional<Instrument> instrument(Symbol symbol) {
        return instrument;
    }

    @Override
    public Optional<Quote> quote(Symbol symbol) {
        return quote;
    }

    @Override
    public void history(Symbol symbol, Timeframe timeframe, int count, Consumer<HistoryReport> reply) {
        Optional<HistoryReport> answer;
        if (timeframe == traded) {
            historyAsked.add(count);
            answer = history.apply(count);
        } else {
            higherAsked.add(timeframe + " " + count);
            answer = higher.apply(timeframe, count);
        }
        answer.ifPresent(report -> {
            Subscription _ = scheduler.at(scheduler.instant(), () -> reply.accept(report));
        });
    }

    @Override
    public Subscription subscribe(Symbol symbol, Timeframe timeframe, MarketListener listener) {
        throw new UnsupportedOperationException("tests hand candles and prices to the cycle themselves");
    }

    @Override
    public void watchBelow(Symbol symbol, double price) {
        watched.add(price);
    }
}
