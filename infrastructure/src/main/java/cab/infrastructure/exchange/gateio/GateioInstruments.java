package cab.infrastructure.exchange.gateio;

import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Quantity;
import cab.domain.order.Side;
import cab.infrastructure.exchange.throttle.Urgency;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of the symbols that are traded, as read last. They change while the program runs: ticks get finer, pairs
 * are halted and delisted. Reads on threads of the adapter; what was read is there for any thread.
 */
final class GateioInstruments {

    private static final Logger LOG = LoggerFactory.getLogger(GateioInstruments.class);
    private static final Set<String> BUYABLE = Set.of("tradable", "buyable");
    private static final Set<String> SELLABLE = Set.of("tradable", "sellable");

    /** More decimals than any price or quantity has. */
    private static final int DECIMALS_MAX = 18;

    private final GateioRest rest;
    private final boolean hasAccount;
    private final Map<Symbol, Listing> listings = new ConcurrentHashMap<>();

    /** @param hasAccount whether the fees of the account can be asked for */
    GateioInstruments(GateioRest rest, boolean hasAccount) {
        this.rest = rest;
        this.hasAccount = hasAccount;
    }

    Optional<Instrument> instrument(Symbol symbol) {
        return Optional.ofNullable(listings.get(symbol)).map(Listing::instrument);
    }

    /** Why an order of that side would be refused at the moment, or empty when nothing is known against it. */
    Optional<String> obstacle(Symbol symbol, Side side) {
        Set<String> open = side == Side.BUY ? BUYABLE : SELLABLE;
        return Optional.ofNullable(listings.get(symbol))
                .map(Listing::status)
                .filter(status -> !open.contains(status))
                .map(status -> symbol + " is " + status);
    }

    /**
     * Reads the rules again; a symbol that is not listed any more keeps its rules, for its position, and is marked.
     *
     * @throws GateioFault when there was no clear answer
     */
    void refresh(Symbol symbol, Deadline deadline) {
        String pair = GateioPair.of(symbol);
        GateioAnswer answer = rest.askUntilClear(
                GateioCall.ask("GET /spot/currency_pairs", "/spot/currency_pairs/" + pair, Urgency.BACKGROUND),
                deadline);
        switch (answer) {
            case GateioAnswer.Done(JsonNode body) ->
                put(symbol, listingOf(symbol, body, feesOf(symbol, body, deadline)));
            case GateioAnswer.Refused refused -> {
                if (!refused.label().equals("INVALID_CURRENCY_PAIR")
                        && !refused.label().equals("INVALID_CURRENCY")) {
                    throw new GateioFault(refused.label() + ": " + refused.message());
                }
                listings.computeIfPresent(symbol, (same, known) -> new Listing(known.instrument(), "not listed"));
            }
            case GateioAnswer.Unclear(String cause) -> throw new GateioFault(cause);
            case GateioAnswer.NotSent(String code, String cause) -> throw new GateioFault(code + ": " + cause);
        }
    }

    private void put(Symbol symbol, Listing listing) {
        Listing before = listings.put(symbol, listing);
        if (before != null && !before.equals(listing)) {
            LOG.warn("the exchange changed the rules of {}: from {} to {}", symbol, before, listing);
        }
    }

    private static Listing listingOf(Symbol symbol, JsonNode pair, FeeSchedule fees) {
        return GateioTranslator.fitting(() -> new Listing(
                new Instrument(
                        symbol,
                        stepOf(pair, "precision"),
                        stepOf(pair, "amount_precision"),
                        new Quantity(Json.decimalIfAny(pair, "min_base_amount").orElse(BigDecimal.ZERO)),
                        new Money(Json.decimalIfAny(pair, "min_quote_amount").orElse(BigDecimal.ZERO), symbol.quote()),
                        fees),
                PlainText.of(Json.text(pair, "trade_status"))));
    }

    private static BigDecimal stepOf(JsonNode pair, String field) {
        BigDecimal decimals = Json.decimal(pair, field);
        if (decimals.stripTrailingZeros().scale() > 0
                || decimals.signum() < 0
                || decimals.compareTo(BigDecimal.valueOf(DECIMALS_MAX)) > 0) {
            throw new GateioFault(field + " is no number of decimals");
        }
        return BigDecimal.ONE.movePointLeft(decimals.intValueExact());
    }

    /** The account's own fees as fractions where they can be read, else the pair's in percent. */
    private FeeSchedule feesOf(Symbol symbol, JsonNode pair, Deadline deadline) {
        Percent listed = GateioTranslator.fitting(
                () -> new Percent(Json.decimalIfAny(pair, "fee").orElse(BigDecimal.ZERO)));
        FeeSchedule ofPair = new FeeSchedule(listed, listed, FeeSchedule.FeeCharge.RECEIVED);
        if (!hasAccount) {
            return ofPair;
        }
        GateioCall call = GateioCall.askPrivately("GET /wallet/fee", "/wallet/fee", Urgency.BACKGROUND)
                .with("currency_pair", GateioPair.of(symbol));
        return switch (rest.askUntilClear(call, deadline)) {
            case GateioAnswer.Done(JsonNode own) ->
                GateioTranslator.fitting(() -> new FeeSchedule(
                        new Percent(Json.decimal(own, "maker_fee").movePointRight(2)),
                        new Percent(Json.decimal(own, "taker_fee").movePointRight(2)),
                        FeeSchedule.FeeCharge.RECEIVED));
            // A key may lack the right to read the wallet; the pair's fee is the one without discounts.
            case GateioAnswer.Refused refused -> ofPair;
            case GateioAnswer.Unclear(String cause) -> throw new GateioFault(cause);
            case GateioAnswer.NotSent(String code, String cause) -> throw new GateioFault(code + ": " + cause);
        };
    }

    private record Listing(Instrument instrument, String status) {}
}
