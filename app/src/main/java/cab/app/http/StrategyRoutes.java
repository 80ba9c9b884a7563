package cab.app.http;

import cab.domain.strategy.ParameterDescription;
import cab.domain.strategy.StrategyDescription;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;

/** Which strategies there are. Immutable. */
final class StrategyRoutes {

    private final StrategyChoice choice;

    StrategyRoutes(StrategyChoice choice) {
        this.choice = choice;
    }

    List<Route> routes() {
        return List.of(Route.get("/strategies", Role.READER, this::strategies));
    }

    private void strategies(Context request) {
        ObjectNode json = Json.object().put("mode", choice.mode());
        ArrayNode chosen = json.putArray("chosen");
        choice.chosen().forEach(chosen::add);
        ArrayNode list = json.putArray("strategies");
        choice.known().forEach(strategy -> put(list.addObject(), strategy));
        Json.answer(request, 200, json);
    }

    private void put(ObjectNode json, StrategyDescription strategy) {
        json.put("name", strategy.name())
                .put("summary", strategy.summary())
                .put("active", choice.chosen().contains(strategy.name()));
        ArrayNode parameters = json.putArray("parameters");
        for (ParameterDescription parameter : strategy.parameters()) {
            parameters
                    .addObject()
                    .put("name", parameter.name())
                    .put("summary", parameter.summary())
                    .put("default", parameter.defaultValue().toPlainString())
                    .put("min", parameter.min().toPlainString())
                    .put("max", parameter.max().toPlainString());
        }
    }
}
