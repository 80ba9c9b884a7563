package cab.infrastructure.exchange.bybit;

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
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.ExchangeRest;
import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.PlainText;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads how Bybit lists a symbol. Waits. Thread-safe. */
final class BybitListing {

    private static final String TRADING = "Trading";

    /** What is taken of who has no discount; the account's own rate cannot be asked for everywhere. */
    private static final Percent USUAL_FEE = Percent.of("0.1");

    private final ExchangeRest rest;
    private final boolean hasAccount;
    private final Map<Symbol, BigDecimal> quoteSteps = new ConcurrentHashMap<>();

    /** @param hasAccount whether the fees of the account can be asked for */
    BybitListing(ExchangeRest rest, boolean hasAccount) {
        this.rest = rest;
        this.hasAccount = hasAccount;
    }

    /** How fine an amount of quote may be, where it is known. */
    Optional<BigDecimal> quoteStep(Symbol symbol) {
        return Optional.ofNullable(quoteSteps.get(symbol));
    }

    /**
     * The symbol, or empty when it is not listed.
     *
     * @throws ExchangeFault when there was no clear answer
     */
    Optional<Listing> read(Symbol symbol, Deadline deadline) {
        ExchangeAnswer answer = rest.askUntilClear(
                BybitCalls.ask("/v5/market/instruments-info", Urgency.BACKGROUND)
                        .with("category", BybitCalls.CATEGORY)
                        .with("symbol", BybitPair.of(symbol)),
                deadline);
        return switch (answer) {
            case ExchangeAnswer.Done(JsonNode result) -> {
                for (JsonNode listed : Json.elements(result.path("list"))) {
                    if (BybitPair.isOf(Json.text(listed, "symbol"), symbol)) {
                        yield Optional.of(listingOf(symbol, listed, feesOf(symbol, deadline)));
                    }
                }
                yield Optional.empty();
            }
            case ExchangeAnswer.Refused refused -> {
                if (!refused.label().equals(BybitCodes.NO_SUCH_SYMBOL)) {
                    throw new ExchangeFault(refused.label() + ": " + refused.message());
                }
                yield Optional.empty();
            }
            case ExchangeAnswer.Unclear(String cause) -> throw new ExchangeFault(cause);
            case ExchangeAnswer.NotSent(String code, String cause) -> throw new ExchangeFault(code + ": " + cause);
        };
    }

    private Listing listingOf(Symbol symbol, JsonNode listed, FeeSchedule fees) {
        JsonNode lot = listed.path("lotSizeFilter");
        JsonNode price = listed.path("priceFilter");
        String status = PlainText.of(Json.text(listed, "status"));
        boolean isTraded = status.equals(TRADING);
        Json.decimalIfAny(lot, "quotePrecision")
                .filter(step -> step.signum() > 0)
                .ifPresent(step -> quoteSteps.put(symbol, step));
        return Json.fitting(() -> new Listing(
                new Instrument(
                        symbol,
                        Json.decimal(price, "tickSize"),
                        Json.decimal(lot, "basePrecision"),
                        new Quantity(Json.decimalIfAny(lot, "minOrderQty").orElse(BigDecimal.ZERO)),
                        new Money(Json.decimalIfAny(lot, "minOrderAmt").orElse(BigDecimal.ZERO), symbol.quote()),
                        fees),
                status,
                isTraded,
                isTraded));
    }

    /** The account's own fees where they can be read. */
    private FeeSchedule feesOf(Symbol symbol, Deadline deadline) {
        FeeSchedule usual = new FeeSchedule(USUAL_FEE, USUAL_FEE, FeeSchedule.FeeCharge.RECEIVED);
        if (!hasAccount) {
            return usual;
        }
        ExchangeAnswer answer = rest.askUntilClear(
                BybitCalls.askPrivately("/v5/account/fee-rate", Urgency.BACKGROUND)
                        .with("category", BybitCalls.CATEGORY)
                        .with("symbol", BybitPair.of(symbol)),
                deadline);
        return switch (answer) {
            case ExchangeAnswer.Done(JsonNode result) -> ownFees(symbol, result).orElse(usual);
            // A key may lack the right to read it, and the demo does not offer it.
            case ExchangeAnswer.Refused refused -> usual;
            case ExchangeAnswer.Unclear(String cause) -> throw new ExchangeFault(cause);
            case ExchangeAnswer.NotSent(String code, String cause) -> throw new ExchangeFault(code + ": " + cause);
        };
    }

    private static Optional<FeeSchedule> ownFees(Symbol symbol, JsonNode result) {
        for (JsonNode rate : Json.elements(result.path("list"))) {
            if (BybitPair.isOf(Json.text(rate, "symbol"), symbol)) {
                return Optional.of(Json.fitting(() -> new FeeSchedule(
                        new Percent(Json.decimal(rate, "makerFeeRate").movePointRight(2)),
                        new Percent(Json.decimal(rate, "takerFeeRate").movePointRight(2)),
                        FeeSchedule.FeeCharge.RECEIVED)));
            }
        }
        return Optional.empty();
    }
}
