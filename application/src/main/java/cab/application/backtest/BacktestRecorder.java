package cab.application.backtest;

import cab.application.port.CommitReport;
import cab.application.port.JournalEntry;
import cab.application.port.MarketListener;
import cab.application.port.OrderJournal;
import cab.application.port.RecallReport;
import cab.application.port.RecoveredBook;
import cab.domain.market.Candle;
import cab.domain.market.ClosedCandle;
import cab.domain.money.Money;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.Side;
import cab.domain.position.Position;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Watches one backtest: it stands before the journal and behind the market data, and so sees every order, fill and
 * candle without the cycle knowing. Owned by one thread.
 */
final class BacktestRecorder implements OrderJournal, MarketListener {

    private static final CommitReport DURABLE = new CommitReport.Durable();

    private final BacktestPlan plan;
    private final EquityCurve curve;
    private final List<DecidedOrder> orders = new ArrayList<>();
    private MarketListener cycle = new NobodyListening();
    private Money cash;
    private Position position;
    private Money fees;
    private Money roundTrip;
    private Money won;
    private Money lost;
    private double cashMark;
    private double baseMark;
    private double lastClose;
    private boolean holding;
    private int wins;
    private int losses;
    private long candles;
    private long candlesHeld;

    BacktestRecorder(BacktestPlan plan) {
        this.plan = plan;
        Money zero = Money.zero(plan.symbol().quote());
        this.cash = plan.cash();
        this.position = Position.flat(plan.symbol().quote());
        this.fees = zero;
        this.roundTrip = zero;
        this.won = zero;
        this.lost = zero;
        this.cashMark = cash.amount().doubleValue();
        this.curve = new EquityCurve(cashMark);
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
        lastClose = candle.close();
        candles++;
        if (holding) {
            candlesHeld++;
        }
        curve.mark(candle.closeTimeMs(), cashMark + baseMark * lastClose);
    }

    @Override
    public void commit(List<JournalEntry> entries, Consumer<CommitReport> done) {
        for (JournalEntry entry : entries) {
            switch (entry) {
                case JournalEntry.Intended intended -> orders.add(DecidedOrder.of(intended.intent()));
                case JournalEntry.Filled filled -> filled(filled);
                case JournalEntry.OrderMoved moved -> {}
                case JournalEntry.PositionChanged changed -> {}
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

    private void filled(JournalEntry.Filled filled) {
        Fill fill = filled.fill();
        Money fee = fill.feeIn(plan.symbol().quote());
        Money baseFee = fill.feeIn(plan.symbol().base());
        cash = fill.side() == Side.BUY
                ? cash.minus(fill.notional()).minus(fee)
                : cash.plus(fill.notional()).minus(fee);
        fees = fees.plus(fee)
                .plus(Money.rounded(
                        baseFee.amount().multiply(fill.price().value()),
                        plan.symbol().quote(),
                        RoundingMode.HALF_EVEN));
        filled.realised().ifPresent(trade -> roundTrip = roundTrip.plus(trade.pnl()));
        position = filled.positionAfter().position();
        cashMark = cash.amount().doubleValue();
        baseMark = position.quantity().value().doubleValue();
        holding = filled.positionAfter().openedBy().isPresent();
        if (fill.side() == Side.SELL && filled.positionAfter().openedBy().isEmpty()) {
            endRoundTrip();
        }
    }

    private void endRoundTrip() {
        if (roundTrip.isPositive()) {
            wins++;
            won = won.plus(roundTrip);
        } else {
            losses++;
            lost = lost.minus(roundTrip);
        }
        roundTrip = Money.zero(plan.symbol().quote());
    }

    BacktestResult result(BacktestVenue venue, SortedMap<String, Long> blocked) {
        curve.end();
        Money value = position.isFlat() || lastClose <= 0
                ? Money.zero(plan.symbol().quote())
                : position.valueAt(Candle.exactPrice(lastClose));
        double firstOpen = plan.candles().open(0);
        return new BacktestResult(
                plan.symbol(),
                plan.candles().timeframe(),
                plan.strategies(),
                Instant.ofEpochMilli(plan.candles().openTimeMs(0)),
                Instant.ofEpochMilli(plan.candles().closeTimeMs(plan.candles().size() - 1)),
                plan.candles().size(),
                wins + losses,
                wins,
                losses,
                plan.cash(),
                cash.plus(value),
                curve.maxDrawdownPercent(),
                curve.sharpe(),
                curve.sortino(),
                profitFactor(),
                (plan.candles().close(plan.candles().size() - 1) / firstOpen - 1) * 100,
                candles == 0 ? 0 : 100.0 * candlesHeld / candles,
                fees,
                venue.slippagePaid(),
                venue.ambiguousCandles(),
                blocked,
                orders,
                decisionHash());
    }

    private OptionalDouble profitFactor() {
        return lost.isPositive()
                ? OptionalDouble.of(won.amount().doubleValue() / lost.amount().doubleValue())
                : OptionalDouble.empty();
    }

    private String decisionHash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (DecidedOrder order : orders) {
                digest.update(order.line().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
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
