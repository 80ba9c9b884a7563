package cab.infrastructure.exchange.server.gateio;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an endpoint answers. Immutable.
 *
 * @param status of HTTP
 * @param body the document
 */
record GateAnswer(int status, JsonNode body) {

    static GateAnswer ok(JsonNode body) {
        return new GateAnswer(200, body);
    }

    static GateAnswer created(JsonNode body) {
        return new GateAnswer(201, body);
    }
}
