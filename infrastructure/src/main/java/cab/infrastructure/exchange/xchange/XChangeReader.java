package cab.infrastructure.exchange.xchange;

import cab.domain.market.Candle;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.knowm.xchange.Exchange;
import org.knowm.xchange.ExchangeFactory;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.marketdata.Ticker;
import org.knowm.xchange.dto.meta.InstrumentMetaData;

/** Asks one exchange through XChange. Every question waits, for a bounded time. Thread-safe. */
final class XChangeReader {

    private static final int CONNECT_MS_MAX = 5_000;
    private static final int READ_MS_MAX = 15_000;

    /** More decimals than any price or quantity has. */
    private static final int DECIMALS_MAX = 18;

    /** A candle that no later one has followed for so long is over: nothing is traded. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final XChangeVenue venue;
    private final Exchange exchange;
    private final InstantSource clock;
    private volatile Map<CurrencyPair, BigDecimal> ticks = Map.of();

    /**
     * A reader that has asked nothing yet.
     *
     * @param address another address of the REST interface
     */
    XChangeReader(XChangeVenue venue, Optional<URI> address, InstantSource clock) {
        this.venue = venue;
        this.clock = clock;
        this.exchange = ExchangeFactory.INSTANCE.createExchangeWithoutSpecification(venue.module());
        ExchangeSpecification specification = exchange.getDefaultExchangeSpecification();
        specification.setShouldLoadRemoteMetaData(false);
        specification.setHttpConnTimeout(CONNECT_MS_MAX);
        specification.setHttpReadTimeout(READ_MS_MAX);
        address.ifPresent(other -> specification.setSslUri(withoutSlash(other.toString())));
        exchange.applySpecification(specification);
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    /**
     * A price, and the top of the book where it is told.
     *
     * @param last price of the last trade
     */
    record Prices(Price last, Optional<Price> bid, Optional<Price> ask) {}

    /** Reads the rules of everything that is traded there; {@link #instrument} tells them. */
    void readRules() throws IOException {
        exchange.remoteInit();
        ticks = venue.ticks().read(exchange);
    }

    /** The rules as read last; empty when the exchange does not list the symbol, or does not tell them. */
    Optional<Instrument> instrument(Symbol symbol) {
        InstrumentMetaData rules =
                exchange.getExchangeMetaData().getInstruments().get(pairOf(symbol));
        return rules == null ? Optional.empty() : Optional.of(instrument(symbol, rules));
    }

    private Instrument instrument(Symbol symbol, InstrumentMetaData rules) {
        return new Instrument(
                symbol,
                step(
                        ticks.getOrDefault(pairOf(symbol), rules.getPriceStepSize()),
                        rules.getPriceScale(),
                        "price tick of " + symbol),
                step(rules.getAmountStepSize(), rules.getVolumeScale(), "quantity step of " + symbol),
                new Quantity(orZero(rules.getMinimumAmount())),
                new Money(orZero(rules.getCounterMinimumAmount()), symbol.quote()),
                venue.fees());
    }

    private static BigDecimal step(@Nullable BigDecimal step, @Nullable Integer decimals, String what) {
        if (step != null && step.signum() > 0) {
            return step;
        }
        if (decimals == null || decimals < 0 || decimals > DECIMALS_MAX) {
            throw new IllegalStateException("the exchange does not tell the " + what);
        }
        return BigDecimal.ONE.movePointLeft(decimals);
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    /** The prices of now. */
    Prices prices(Symbol symbol) throws IOException {
        Ticker ticker = venue.prices().read(exchange, pairOf(symbol));
        return new Prices(new Price(ticker.getLast()), side(ticker.getBid()), side(ticker.getAsk()));
    }

    private static Optional<Price> side(@Nullable BigDecimal price) {
        return price == null || price.signum() <= 0 ? Optional.empty() : Optional.of(new Price(price));
    }

    /**
     * All closed candles of one of the venue's timeframes that open at or after {@code fromMs}, oldest first. A candle
     * counts as closed once the exchange shows a later one: the clock of this machine may be wrong.
     */
    List<Candle> closedSince(Symbol symbol, Timeframe timeframe, long fromMs) throws IOException {
        long lengthMs = timeframe.lengthMs();
        long nowMs = clock.millis();
        TreeMap<Long, Candle> found = new TreeMap<>();
        // One candle more than the clock says there are, should it be behind.
        for (long pageMs = fromMs; pageMs <= nowMs + lengthMs; pageMs += venue.page() * lengthMs) {
            long toMs = pageMs + (venue.page() - 1) * lengthMs;
            for (Candle candle : venue.candles().read(exchange, pairOf(symbol), timeframe, pageMs, toMs)) {
                if (candle.openTimeMs() >= fromMs) {
                    found.put(candle.openTimeMs(), candle);
                }
            }
        }
        List<Candle> candles = new ArrayList<>(found.values());
        if (!candles.isEmpty() && candles.getLast().closeTimeMs() + QUIET.toMillis() > nowMs) {
            candles.removeLast();
        }
        return candles;
    }

    /**
     * The closed candles among those that open from {@code fromMs} to {@code toMs}, both included, oldest first; at
     * most a page of them. One counts as closed once its time has been over for a while.
     */
    List<Candle> closedBetween(Symbol symbol, Timeframe timeframe, long fromMs, long toMs) throws IOException {
        long closedMs = clock.millis() - QUIET.toMillis();
        TreeMap<Long, Candle> found = new TreeMap<>();
        for (Candle candle : venue.candles().read(exchange, pairOf(symbol), timeframe, fromMs, toMs)) {
            if (candle.openTimeMs() >= fromMs && candle.openTimeMs() <= toMs && candle.closeTimeMs() <= closedMs) {
                found.put(candle.openTimeMs(), candle);
            }
        }
        return List.copyOf(found.values());
    }

    private static CurrencyPair pairOf(Symbol symbol) {
        return new CurrencyPair(symbol.base().code(), symbol.quote().code());
    }
}
