package cab.infrastructure.exchange.gateio;

import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Quantity;
import cab.infrastructure.exchange.live.InstrumentRules.Listing;
import cab.infrastructure.exchange.throttle.Urgency;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeAnswer;
import cab.infrastructure.exchange.transport.ExchangeCall;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.ExchangeRest;
import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.PlainText;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/** Reads how Gate.io lists a symbol. Waits. Thread-safe. */
final class GateioListing {

    private static final Set<String> BUYABLE = Set.of("tradable", "buyable");
    private static final Set<String> SELLABLE = Set.of("tradable", "sellable");

    /** More decimals than any price or quantity has. */
    private static final int DECIMALS_MAX = 18;

    private final ExchangeRest rest;
    private final boolean hasAccount;

    /** @param hasAccount whether the fees of the account can be asked for */
    GateioListing(ExchangeRest rest, boolean hasAccount) {
        this.rest = rest;
        this.hasAccount = hasAccount;
    }

    /**
     * The symbol, or empty when it is not listed.
     *
     * @throws ExchangeFault when there was no clear answer
     */
    Optional<Listing> read(Symbol symbol, Deadline deadline) {
        String pair = GateioPair.of(symbol);
        ExchangeAnswer answer = rest.askUntilClear(
                GateioCalls.ask("GET /spot/currency_pairs", "/spot/currency_pairs/" + pair, Urgency.BACKGROUND),
                deadline);
        return switch (answer) {
            case ExchangeAnswer.Done(JsonNode body) ->
                Optional.of(listingOf(symbol, body, feesOf(symbol, body, deadline)));
            case ExchangeAnswer.Refused refused -> {
                if (!refused.label().equals("INVALID_CURRENCY_PAIR")
                        && !refused.label().equals("INVALID_CURRENCY")) {
                    throw new ExchangeFault(refused.label() + ": " + refused.message());
                }
                yield Optional.empty();
            }
            case ExchangeAnswer.Unclear(String cause) -> throw new ExchangeFault(cause);
            case ExchangeAnswer.NotSent(String code, String cause) -> throw new ExchangeFault(code + ": " + cause);
        };
    }

    private static Listing listingOf(Symbol symbol, JsonNode pair, FeeSchedule fees) {
        String status = PlainText.of(Json.text(pair, "trade_status"));
        return Json.fitting(() -> new Listing(
                new Instrument(
                        symbol,
                        stepOf(pair, "precision"),
                        stepOf(pair, "amount_precision"),
                        new Quantity(Json.decimalIfAny(pair, "min_base_amount").orElse(BigDecimal.ZERO)),
                        new Money(Json.decimalIfAny(pair, "min_quote_amount").orElse(BigDecimal.ZERO), symbol.quote()),
                        fees),
                status,
                BUYABLE.contains(status),
                SELLABLE.contains(status)));
    }

    private static BigDecimal stepOf(JsonNode pair, String field) {
        BigDecimal decimals = Json.decimal(pair, field);
        if (decimals.stripTrailingZeros().scale() > 0
                || decimals.signum() < 0
                || decimals.compareTo(BigDecimal.valueOf(DECIMALS_MAX)) > 0) {
            throw new ExchangeFault(field + " is no number of decimals");
        }
        return BigDecimal.ONE.movePointLeft(decimals.intValueExact());
    }

    /** The account's own fees as fractions where they can be read, else the pair's in percent. */
    private FeeSchedule feesOf(Symbol symbol, JsonNode pair, Deadline deadline) {
        Percent listed =
                Json.fitting(() -> new Percent(Json.decimalIfAny(pair, "fee").orElse(BigDecimal.ZERO)));
        FeeSchedule ofPair = new FeeSchedule(listed, listed, FeeSchedule.FeeCharge.RECEIVED);
        if (!hasAccount) {
            return ofPair;
        }
        ExchangeCall call = GateioCalls.askPrivately("GET /wallet/fee", "/wallet/fee", Urgency.BACKGROUND)
                .with("currency_pair", GateioPair.of(symbol));
        return switch (rest.askUntilClear(call, deadline)) {
            case ExchangeAnswer.Done(JsonNode own) ->
                Json.fitting(() -> new FeeSchedule(
                        new Percent(Json.decimal(own, "maker_fee").movePointRight(2)),
                        new Percent(Json.decimal(own, "taker_fee").movePointRight(2)),
                        FeeSchedule.FeeCharge.RECEIVED));
            // A key may lack the right to read the wallet; the pair's fee is the one without discounts.
            case ExchangeAnswer.Refused refused -> ofPair;
            case ExchangeAnswer.Unclear(String cause) -> throw new ExchangeFault(cause);
            case ExchangeAnswer.NotSent(String code, String cause) -> throw new ExchangeFault(code + ": " + cause);
        };
    }
}
