package cab.infrastructure.exchange.transport;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of one request. */
public sealed interface ExchangeAnswer {

    /** Status 200 or 201 with a readable body. */
    record Done(JsonNode body) implements ExchangeAnswer {}

    /**
     * A refusal in the exchange's own words.
     *
     * @param status from 400 to 499
     * @param label what it calls the reason; not always one that is known
     * @param message in words
     */
    record Refused(int status, String label, String message) implements ExchangeAnswer {}

    /** The request may have left, and no clear answer came: it may have been carried out, now or in a moment. */
    record Unclear(String cause) implements ExchangeAnswer {}

    /**
     * The request did not leave this program, or found nobody to take it.
     *
     * @param code a stable code
     */
    record NotSent(String code, String cause) implements ExchangeAnswer {}
}
