package cab.infrastructure.sweep;

import cab.application.backtest.DecidedOrder;
import cab.application.backtest.EquityCurve;
import cab.domain.market.Candle;
import cab.domain.market.CandleSeries;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderType;
import cab.domain.order.Side;
import cab.domain.protection.ProtectiveStop;
import cab.domain.risk.MaxDrawdown;
import cab.domain.sizing.FractionalKelly;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * Runs trials on the fast path: the trading cycle on the simulated exchange in whole numbers, jumping over the candles
 * in which nothing can happen. Its orders, fills and figures are those of the full pipeline, which a test compares; a
 * trial that needs anything it does not know is {@link TrialOutcome.Ineligible}. Nothing is allocated per candle. Owned
 * by one thread: each worker has its own over a market that all share.
 */
public final class FastBacktest {

    /** The account opens so long before the first candle. */
    private static final long LEAD_MS = 60_000;

    /** Beyond the rounding that may hide on which side of a level a price lies. */
    private static final double NEAR = 1e-9;

    private final SweepMarket market;
    private final CandleSeries candles;
    private final Tape tape = new Tape();
    private final Lots lots = new Lots();
    private final Activities activities = new Activities();
    private final Agenda agenda = new Agenda();
    private final Stretches stretches = new Stretches();
    private EquityCurve curve = new EquityCurve(0);

    /** A worker on {@code market}. */
    public FastBacktest(SweepMarket market) {
        this.market = market;
        this.candles = market.candles();
    }

    /** Runs one trial that trades by {@code signals}. */
    public TrialOutcome run(TrialPlan plan, Signals signals) {
        Optional<String> refusal = market.refusal().or(() -> FastTerms.refusalOf(plan, candles));
        if (refusal.isPresent()) {
            return new TrialOutcome.Ineligible(refusal.get());
        }
        try {
            return new TrialOutcome.Ran(new Trial(plan, signals).figures());
        } catch (BeyondFastPath beyond) {
            return new TrialOutcome.Ineligible(String.valueOf(beyond.getMessage()));
        } catch (ArithmeticException tooLarge) {
            return new TrialOutcome.Ineligible("an amount does not fit into 64 bits");
        }
    }

    /** Every order that the last trial, which was of {@code plan}, decided on, in order. */
    public List<DecidedOrder> orders(TrialPlan plan) {
        Units units = units(plan);
        List<DecidedOrder> orders = new ArrayList<>(tape.orders());
        for (int row = 0; row < tape.orders(); row++) {
            long size = tape.size(row);
            orders.add(new DecidedOrder(
                    Instant.ofEpochMilli(tape.decidedAtMs(row)),
                    market.instrument().symbol(),
                    tape.kind(row) == TradedOrder.Kind.ENTRY ? Side.BUY : Side.SELL,
                    tape.kind(row) == TradedOrder.Kind.STOP ? OrderType.STOP_MARKET : OrderType.MARKET,
                    tape.kind(row) == TradedOrder.Kind.ENTRY
                            ? new OrderSize.OfQuote(units.quote(size))
                            : new OrderSize.OfBase(new Quantity(units.quantity(size))),
                    Candle.exactPrice(tape.reference(row))));
        }
        return orders;
    }

    /** Every fill of the last trial, which was of {@code plan}, in the order it was booked. */
    public List<TrialFill> fills(TrialPlan plan) {
        Units units = units(plan);
        List<TrialFill> fills = new ArrayList<>(tape.fills());
        for (int row = 0; row < tape.fills(); row++) {
            fills.add(new TrialFill(
                    Instant.ofEpochMilli(tape.filledAtMs(row)),
                    tape.isBuy(row) ? Side.BUY : Side.SELL,
                    new Quantity(units.quantity(tape.steps(row))),
                    new Price(units.price(tape.ticks(row))),
                    units.fee(tape.isBuy(row), tape.ticks(row), tape.steps(row))));
        }
        return fills;
    }

    /** The returns of the days of the last trial that ran. */
    public double[] dailyReturns() {
        return curve.dailyReturns();
    }

    /** What each round trip of the last trial that ran earned or lost, in quote, in the order they ended. */
    public double[] tradeProfits() {
        return tape.tripProfits();
    }

    private Units units(TrialPlan plan) {
        return new Units(market.instrument(), market.costs(), FastTerms.moneyDigits(plan));
    }

    /** One trial from the first to the last candle. */
    private final class Trial {

        private final TrialPlan plan;
        private final Units units;
        private final Marks marks;
        private final TrialBook book;
        private final TrialVenue venue;
        private final TrialWorth worth;
        private final TrialRules rules;
        private final TrialDesk desk;
        private final Signals.Cursor signals;
        private final ProtectiveStop stop;
        private final double trailFactor;
        private int gap;

        private Trial(TrialPlan plan, Signals wanted) {
            tape.clear();
            lots.clear();
            activities.clear();
            stretches.clear();
            this.plan = plan;
            this.units = units(plan);
            agenda.begin(candles.openTimeMs(0) - LEAD_MS);
            this.signals = wanted.cursor();
            this.stop = new ProtectiveStop(plan.settings().protection());
            long cash = units.money(plan.cash().amount());
            this.marks = new Marks(market, plan.cash().amount().doubleValue());
            this.book = new TrialBook(
                    units, stop, activities, lots, tape, marks, cash, plan.sizer() instanceof FractionalKelly);
            this.venue = new TrialVenue(
                    candles,
                    market.finer(),
                    units,
                    agenda,
                    market.costs().fromExchange().toMillis());
            boolean drawdown = plan.risk().rules().stream().anyMatch(MaxDrawdown.class::isInstance);
            this.worth = new TrialWorth(market, units, book, marks, stretches, drawdown);
            this.rules = new TrialRules(plan.risk().rules(), book, worth, venue, units);
            this.desk = new TrialDesk(
                    new TrialDesk.Parts(candles, agenda, venue, units, book, rules, worth, tape),
                    plan,
                    market.costs(),
                    signals);
            BigDecimal trailing = plan.settings().protection().trailing().fraction();
            this.trailFactor = trailing.signum() == 0
                    ? 0
                    : BigDecimal.ONE.subtract(trailing).doubleValue();
        }

        private TrialFigures figures() {
            while (!venue.hasEnded()) {
                if (agenda.isEmpty() && venue.isBetweenCandles() && desk.isQuiet()) {
                    if (book.hasPosition()) {
                        skipHolding();
                    } else {
                        skipFlat();
                    }
                } else {
                    step();
                }
            }
            return made();
        }

        /** Lets the next thing happen, in the market or on the agenda. */
        private void step() {
            venue.look();
            long dueMs = agenda.nextDueMs();
            long nextMs = venue.nextMs();
            if (dueMs < nextMs || (dueMs == nextMs && !venue.isOnPath())) {
                agenda.moveTo(dueMs);
                while (agenda.nextDueMs() <= dueMs) {
                    desk.work();
                }
            } else {
                agenda.moveTo(nextMs);
                venue.play(desk);
            }
        }

        /** Nothing is held and nothing is at work: only a purchase changes that. */
        private void skipFlat() {
            int from = venue.candle();
            int candle = Math.min(signals.buyFrom(from), candles.size());
            worth.observe(from, candle);
            venue.skipTo(candle);
            if (candle < candles.size()) {
                agenda.moveTo(candles.closeTimeMs(candle));
                desk.onCandle(candle);
                venue.skipTo(candle + 1);
            }
        }

        /** Something is held: skips the candles that neither reach a level nor lift it by a step. */
        private void skipHolding() {
            int from = venue.candle();
            int end = Math.min(Math.min(signals.sellFrom(from), gapFrom(from)), candles.size());
            int candle = from;
            boolean watches = stop.watched() > 0;
            double fall = venue.fallLevel() * (1 + NEAR);
            double peak = watches ? stop.peak() : Double.POSITIVE_INFINITY;
            while (candle < end && candles.low(candle) > fall) {
                double high = candles.high(candle);
                if (high > peak) {
                    double level = high * trailFactor * (1 + NEAR);
                    if (level >= venue.lowestBehindHigh(candle) || level >= desk.replaceFrom()) {
                        break;
                    }
                    desk.raise(high);
                    fall = venue.fallLevel() * (1 + NEAR);
                    peak = high;
                }
                candle++;
            }
            worth.observe(from, candle);
            venue.skipTo(candle);
            if (candle > from) {
                agenda.moveTo(candles.closeTimeMs(candle - 1));
                desk.passed(candle - 1);
            }
            while (venue.candle() == candle && !venue.hasEnded()) {
                step();
            }
        }

        /** The next candle before which others are missing. */
        private int gapFrom(int candle) {
            int[] gaps = market.behindGaps();
            while (gap < gaps.length && gaps[gap] < candle) {
                gap++;
            }
            return gap < gaps.length ? gaps[gap] : Integer.MAX_VALUE;
        }

        private TrialFigures made() {
            curve = marks.finish();
            Money cash = units.quote(book.cash());
            Money equity = cash.plus(book.position().valueAt(Candle.exactPrice(candles.close(candles.size() - 1))));
            return new TrialFigures(
                    book.wins() + book.losses(),
                    book.wins(),
                    tape.orders(),
                    tape.fills(),
                    equity,
                    (equity.amount().doubleValue() / plan.cash().amount().doubleValue() - 1) * 100,
                    curve.maxDrawdownPercent(),
                    curve.sharpe(),
                    curve.sortino(),
                    profitFactor(),
                    marks.exposurePercent(),
                    units.quote(book.fees()),
                    blocked());
        }

        private OptionalDouble profitFactor() {
            return book.lost().signum() > 0
                    ? OptionalDouble.of(book.won().value().doubleValue()
                            / book.lost().value().doubleValue())
                    : OptionalDouble.empty();
        }

        private SortedMap<String, Long> blocked() {
            SortedMap<String, Long> blocked = rules.refusals();
            if (desk.paused() > 0) {
                blocked.merge("paused", desk.paused(), Long::sum);
            }
            if (desk.tooSmall() > 0) {
                blocked.merge("size", desk.tooSmall(), Long::sum);
            }
            return blocked;
        }
    }
}
