package cab.application.backtest;

import cab.application.port.CommitReport;
import cab.application.port.JournalEntry;
import cab.application.port.MarketListener;
import cab.application.port.OrderJournal;
import cab.application.port.PositionRecord;
import cab.application.port.RecallReport;
import cab.application.port.RecoveredBook;
import cab.domain.market.Candle;
import cab.domain.market.ClosedCandle;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.OrderIntent;
import cab.domain.order.Side;
import cab.domain.position.Position;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Watches one backtest: it stands before the journal and behind the market data, and so sees every order, fill and
 * candle without the cycle knowing. Owned by one thread.
 */
final class BacktestRecorder implements OrderJournal, MarketListener {

    private static final CommitReport DURABLE = new CommitReport.Durable();

    private final BacktestPlan plan;
    private final Currency quote;
    private final EquityLine.Builder equity;
    private final TripBook trips;
    private final OrderCounter counter = new OrderCounter();
    private final List<DecidedOrder> orders = new ArrayList<>();
    private final List<Fill> fills = new ArrayList<>();
    private final SortedMap<Currency, Money> feesByCoin = new TreeMap<>();
    private final long firstOpenMs;
    private MarketListener cycle = new NobodyListening();
    private Money cash;
    private double cashMark;
    private Position position;
    private Money fees;
    private int candles;

    BacktestRecorder(BacktestPlan plan) {
        this.plan = plan;
        this.quote = plan.symbol().quote();
        this.firstOpenMs = plan.candles().openTimeMs(0);
        this.cash = plan.cash();
        this.position = Position.flat(quote);
        this.fees = Money.zero(quote);
        this.cashMark = cash.amount().doubleValue();
        this.equity = EquityLine.startingWith(cashMark);
        this.trips = new TripBook(plan.settings().protection());
    }

    /** Hands every price and candle on to {@code listener} first. */
    void passOnTo(MarketListener listener) {
        cycle = listener;
    }

    @Override
    public void onPrice(long atMs, double price) {
        cycle.onPrice(atMs, price);
    }

    @Override
    public void onCandle(ClosedCandle candle) {
        cycle.onCandle(candle);
        // The candle that closes as trading begins belongs to the history.
        if (candle.openTimeMs() >= firstOpenMs) {
            candles++;
        }
    }

    @Override
    public void commit(List<JournalEntry> entries, Consumer<CommitReport> done) {
        for (JournalEntry entry : entries) {
            switch (entry) {
                case JournalEntry.Intended(var intent) -> intended(intent);
                case JournalEntry.Filled filled -> filled(filled);
                case JournalEntry.OrderMoved(var from, var _, var order) -> counter.moved(from, order);
                case JournalEntry.PositionChanged(var record) -> changed(record);
                case JournalEntry.EquityPeak peak -> {}
                case JournalEntry.LedgerCheckpointed checkpoint -> {}
                case JournalEntry.MandateChanged changed -> {}
                case JournalEntry.DayLimitReached reached -> {}
                case JournalEntry.SaleWanted wanted -> {}
                case JournalEntry.Noted noted -> {}
            }
        }
        done.accept(DURABLE);
    }

    @Override
    public void recall(ClientOrderId order, Consumer<RecallReport> done) {
        done.accept(new RecallReport.Failed("a backtest keeps no history"));
    }

    @Override
    public RecoveredBook load(BotId bot) {
        return RecoveredBook.empty();
    }

    private void intended(OrderIntent intent) {
        orders.add(DecidedOrder.of(intent));
        trips.intended(intent);
    }

    private void filled(JournalEntry.Filled filled) {
        Fill fill = filled.fill();
        fills.add(fill);
        Money fee = feeInQuote(filled);
        fees = fees.plus(fee);
        feesByCoin.merge(fill.fee().currency(), fill.fee(), Money::plus);
        // A fee in base is not paid out of cash: it makes the position smaller.
        Money paid = fill.fee().currency().equals(plan.symbol().base()) ? Money.zero(quote) : fee;
        cash = fill.side() == Side.BUY
                ? cash.minus(fill.notional()).minus(paid)
                : cash.plus(fill.notional()).minus(paid);
        cashMark = cash.amount().doubleValue();
        trips.filled(filled, fee, candles);
        holds(filled.positionAfter());
    }

    /** What a fee is worth; one in a third coin that has no price counts nothing. */
    private Money feeInQuote(JournalEntry.Filled filled) {
        Fill fill = filled.fill();
        Money fee = fill.fee();
        if (fee.currency().equals(quote)) {
            return fee;
        }
        return fee.currency().equals(plan.symbol().base())
                ? Money.rounded(fee.amount().multiply(fill.price().value()), quote, RoundingMode.HALF_EVEN)
                : filled.feeInQuote().orElse(Money.zero(quote));
    }

    private void changed(PositionRecord record) {
        trips.changed(record, candles);
        holds(record);
    }

    private void holds(PositionRecord record) {
        position = record.position();
        equity.add(
                candles,
                cashMark,
                position.quantity().value().doubleValue(),
                record.openedBy().isPresent());
    }

    BacktestResult result(VenueTally tally, SortedMap<String, Long> blocked) {
        Tested tested = new Tested(plan.symbol(), plan.strategies(), plan.candles());
        Optional<Price> close = closeToValueAt();
        return new BacktestResult(
                tested,
                plan.cash(),
                cash.plus(close.map(position::valueAt).orElse(Money.zero(quote))),
                equity.over(plan.candles(), candles),
                orders,
                fills,
                trips.finished(plan.candles()),
                close.flatMap(price -> trips.stillOpen(position, price)),
                new PaidCosts(fees, feesByCoin, tally.spreadPaid(), tally.slippagePaid()),
                counter.counts(orders.size(), tally.shortOfVolume()),
                blocked,
                tally.detail(),
                DecidedOrder.hashOf(orders));
    }

    /** The last close, where something is held that it values. */
    private Optional<Price> closeToValueAt() {
        return position.isFlat() || candles == 0
                ? Optional.empty()
                : Optional.of(Candle.exactPrice(plan.candles().close(candles - 1)));
    }

    private static final class NobodyListening implements MarketListener {

        @Override
        public void onPrice(long atMs, double price) {
            // The cycle has not subscribed yet.
        }

        @Override
        public void onCandle(ClosedCandle candle) {
            // The cycle has not subscribed yet.
        }
    }
}
