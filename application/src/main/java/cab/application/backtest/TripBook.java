package cab.application.backtest;

import cab.application.port.JournalEntry;
import cab.application.port.PositionRecord;
import cab.domain.market.CandleSeries;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.order.Fill;
import cab.domain.order.OrderIntent;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.position.Position;
import cab.domain.position.RealisedTrade;
import cab.domain.protection.ProtectionPolicy;
import cab.domain.protection.ProtectiveStop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts fills together to round trips, as the book of the bot opens and closes positions. Owned by one thread. */
final class TripBook {

    /** Beyond this a price lies above the hard stop, and not within the rounding of it. */
    private static final double ABOVE = 1 + 1e-9;

    private final ProtectionPolicy protection;
    private final List<TripDraft> ended = new ArrayList<>();
    private final List<OrderIntent> sales = new ArrayList<>();
    private @Nullable TripDraft open;
    private @Nullable PositionRecord last;

    TripBook(ProtectionPolicy protection) {
        this.protection = protection;
    }

    void intended(OrderIntent intent) {
        if (intent.side() == Side.SELL) {
            sales.add(intent);
        }
    }

    /** @param bar how many candles have closed before */
    void filled(JournalEntry.Filled filled, Money fee, int bar) {
        Fill fill = filled.fill();
        if (open == null && fill.side() == Side.BUY) {
            open = new TripDraft(fill, bar);
        }
        if (open != null) {
            if (fill.side() == Side.SELL && !open.isSelling()) {
                open.sellsBecause(reasonOf(fill));
            }
            open.add(fill, fee);
            filled.realised().map(RealisedTrade::pnl).ifPresent(open::realised);
        }
        changed(filled.positionAfter(), bar);
    }

    /** The position, or what protects it, is another now. */
    void changed(PositionRecord position, int bar) {
        last = position;
        if (open != null && position.openedBy().isEmpty()) {
            if (open.isSelling()) {
                open.ended(bar);
                ended.add(open);
            }
            open = null;
            sales.clear();
        }
    }

    private ExitReason reasonOf(Fill fill) {
        for (int index = sales.size() - 1; index >= 0; index--) {
            OrderIntent sale = sales.get(index);
            if (sale.clientOrderId().equals(fill.clientOrderId())) {
                return sale.purpose() == Purpose.PROTECTION ? stopOf(sale) : ExitReason.SIGNAL;
            }
        }
        return ExitReason.SIGNAL;
    }

    /** The trail is the stop where it is armed, or where the price that called for the sale lies above the hard one. */
    private ExitReason stopOf(OrderIntent sale) {
        PositionRecord position = last;
        if (position == null || position.entryPrice() <= 0) {
            return ExitReason.STOP_LOSS;
        }
        ProtectiveStop stop = new ProtectiveStop(protection);
        stop.arm(position.entryPrice(), position.peak());
        double hard =
                position.entryPrice() * (1 - protection.stopLoss().fraction().doubleValue());
        double calling = sale.terms().trigger().orElse(sale.reference()).value().doubleValue();
        boolean above = protection.stopLoss().isZero() || calling > hard * ABOVE;
        return stop.isTrailing() || above ? ExitReason.TRAILING_STOP : ExitReason.STOP_LOSS;
    }

    /** The round trips that have ended, in the order of their end. */
    List<RoundTrip> finished(CandleSeries candles) {
        return ended.stream().map(draft -> draft.finished(candles)).toList();
    }

    /** What is held still, worth {@code close} each. */
    Optional<OpenTrip> stillOpen(Position position, Price close) {
        return Optional.ofNullable(open)
                .map(draft -> new OpenTrip(
                        draft.entered(), draft.entryPrice(), position.quantity(), position.unrealisedPnl(close)));
    }
}
