package cab.infrastructure.study;

import cab.application.optimize.Goal;
import cab.application.optimize.Objective;
import cab.application.optimize.Point;
import cab.application.optimize.SamplerKind;
import cab.application.optimize.Trial;
import cab.application.optimize.TrialFigures;
import cab.application.optimize.TrialOutcome;
import cab.application.optimize.WalkForwardPlan;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Heads and trials as JSON and back. What is read may have been edited: anything that is missing or wrong ends in an
 * {@link IllegalArgumentException}. Thread-safe.
 */
final class StudyJson {

    private static final int VERSION = 1;

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private StudyJson() {}

    static ObjectNode of(StudyHead head) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("study", VERSION);
        json.put("name", head.name());
        json.put("started_at", head.startedAt().toString());
        head.candles().file().ifPresent(file -> json.put("file", file));
        head.candles().exchange().ifPresent(exchange -> json.put("exchange", exchange));
        head.candles().from().ifPresent(from -> json.put("from", from.toString()));
        head.candles().to().ifPresent(to -> json.put("to", to.toString()));
        json.put("symbol", head.candles().symbol().toString());
        json.put("timeframe", head.candles().timeframe().label());
        head.strategies().forEach(json.putArray("strategies")::add);
        head.overrides().forEach(json.putObject("set")::put);
        head.space().forEach(json.putArray("space")::add);
        StudyHead.Search search = head.search();
        json.put("sampler", search.sampler().word());
        json.put("trials", search.trials());
        json.put("objective", search.goal().objective().word());
        json.put("min_trades", search.goal().tradesMin());
        json.put("seed", search.seed());
        json.put("windows", search.windows());
        search.walkForward()
                .ifPresent(walk -> json.putObject("walk_forward")
                        .put("train", walk.train().toString())
                        .put("test", walk.test().toString())
                        .put("anchored", walk.anchored()));
        head.standsOn().forEach(json.putObject("stands_on")::put);
        return json;
    }

    static StudyHead head(JsonNode json) {
        if (json.path("study").asInt() != VERSION) {
            throw new IllegalArgumentException("must be a study of version " + VERSION + ", was " + json.path("study"));
        }
        return new StudyHead(
                text(json, "name"),
                Instant.parse(text(json, "started_at")),
                new StudyHead.Candles(
                        optional(json, "file"),
                        optional(json, "exchange"),
                        optional(json, "from").map(Instant::parse),
                        optional(json, "to").map(Instant::parse),
                        Symbol.of(text(json, "symbol")),
                        Timeframe.of(text(json, "timeframe")).orElseThrow(() -> wrong(json, "timeframe"))),
                texts(json, "strategies"),
                map(json, "set"),
                texts(json, "space"),
                search(json),
                map(json, "stands_on"));
    }

    private static StudyHead.Search search(JsonNode json) {
        JsonNode walk = json.path("walk_forward");
        return new StudyHead.Search(
                SamplerKind.of(text(json, "sampler")).orElseThrow(() -> wrong(json, "sampler")),
                whole(json, "trials"),
                new Goal(
                        Objective.of(text(json, "objective")).orElseThrow(() -> wrong(json, "objective")),
                        whole(json, "min_trades")),
                json.path("seed").asLong(),
                walk.isObject()
                        ? Optional.of(new WalkForwardPlan(
                                Duration.parse(text(walk, "train")),
                                Duration.parse(text(walk, "test")),
                                walk.path("anchored").asBoolean()))
                        : Optional.empty(),
                whole(json, "windows"));
    }

    static ObjectNode of(int window, Trial trial) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("w", window);
        json.put("n", trial.number());
        ArrayNode point = json.putArray("p");
        trial.point().indexes().forEach(point::add);
        switch (trial.outcome()) {
            case TrialOutcome.Refused(String reason) -> json.put("refused", reason);
            case TrialOutcome.Failed(String reason) -> json.put("failed", reason);
            case TrialOutcome.Evaluated(TrialFigures figures, Optional<String> why) -> {
                ObjectNode put = json.putObject("f");
                put.put("return", figures.returnPercent());
                put.put("drawdown", figures.maxDrawdownPercent());
                put.put("trades", figures.trades());
                put.put("wins", figures.wins());
                figures.sharpe().ifPresent(value -> put.put("sharpe", value));
                figures.sortino().ifPresent(value -> put.put("sortino", value));
                figures.profitFactor().ifPresent(value -> put.put("profit_factor", value));
                put.put("exposure", figures.exposurePercent());
                put.put("years", figures.years());
                why.ifPresent(reason -> json.put("full", reason));
            }
        }
        return json;
    }

    static Trial trial(JsonNode json) {
        List<Integer> indexes = new ArrayList<>();
        json.path("p").forEach(index -> indexes.add(index.asInt()));
        return new Trial(whole(json, "n"), new Point(indexes), outcome(json));
    }

    private static TrialOutcome outcome(JsonNode json) {
        if (json.has("refused")) {
            return new TrialOutcome.Refused(text(json, "refused"));
        }
        if (json.has("failed")) {
            return new TrialOutcome.Failed(text(json, "failed"));
        }
        JsonNode figures = json.path("f");
        return new TrialOutcome.Evaluated(
                new TrialFigures(
                        number(figures, "return"),
                        number(figures, "drawdown"),
                        whole(figures, "trades"),
                        whole(figures, "wins"),
                        maybe(figures, "sharpe"),
                        maybe(figures, "sortino"),
                        maybe(figures, "profit_factor"),
                        number(figures, "exposure"),
                        number(figures, "years")),
                optional(json, "full"));
    }

    private static String text(JsonNode json, String field) {
        return optional(json, field).orElseThrow(() -> wrong(json, field));
    }

    private static Optional<String> optional(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }

    private static int whole(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isInt() || value.asInt() < 0) {
            throw wrong(json, field);
        }
        return value.asInt();
    }

    private static double number(JsonNode json, String field) {
        return maybe(json, field).orElseThrow(() -> wrong(json, field));
    }

    private static OptionalDouble maybe(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    }

    private static List<String> texts(JsonNode json, String field) {
        List<String> texts = new ArrayList<>();
        json.path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Map<String, String> map(JsonNode json, String field) {
        Map<String, String> map = new TreeMap<>();
        json.path(field)
                .properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    private static IllegalArgumentException wrong(JsonNode json, String field) {
        return new IllegalArgumentException(field + " is missing or wrong, was " + json.path(field));
    }
}
