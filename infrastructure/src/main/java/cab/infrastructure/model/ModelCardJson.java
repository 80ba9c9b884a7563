package cab.infrastructure.model;

import cab.domain.feature.FeatureList;
import cab.domain.feature.FeaturePipeline;
import cab.domain.market.Timeframe;
import cab.domain.model.LogisticModel;
import cab.domain.model.ScoreQuality;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A {@link ModelCard} as JSON. */
final class ModelCardJson {

    private static final int FORMAT = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ModelCardJson() {}

    /** The card with the scaling and the weights of {@code model}, which are told for the reader. */
    static String write(ModelCard card, LogisticModel model) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("format", FORMAT);
        ObjectNode features = json.putObject("features");
        features.put("version", card.features().version());
        features.put("timeframe", card.features().base().label());
        features.put("hash", card.features().hash());
        ArrayNode names = features.putArray("names");
        card.features().names().forEach(names::add);
        json.put("horizon_candles", card.horizonCandles());
        ObjectNode training = json.putObject("training");
        training.put("from", card.trainedFrom().toString());
        training.put("to", card.trainedTo().toString());
        training.put("samples", card.samples());
        ObjectNode validation = json.putObject("validation");
        validation.put("samples", card.validation().samples());
        validation.put("rise_share", card.validation().riseShare());
        validation.put("auc", card.validation().auc());
        validation.put("brier", card.validation().brier());
        validation.put("brier_of_share", card.validation().brierOfShare());
        addNumbers(json.putArray("means"), model.scaling().means());
        addNumbers(json.putArray("deviations"), model.scaling().deviations());
        addNumbers(json.putArray("weights"), model.weights());
        json.put("bias", model.bias());
        return json.toPrettyString() + "\n";
    }

    private static void addNumbers(ArrayNode array, List<Double> numbers) {
        numbers.forEach(array::add);
    }

    /** The card in {@code text}, whose features are those that this program makes. */
    static ModelCard read(String text) throws UnusableModel {
        JsonNode json;
        try {
            json = MAPPER.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new UnusableModel("is no JSON: " + broken.getOriginalMessage());
        }
        if (json.path("format").asInt() != FORMAT) {
            throw new UnusableModel("must be of format " + FORMAT + ", was '"
                    + json.path("format").asText() + "'");
        }
        JsonNode training = json.path("training");
        JsonNode validation = json.path("validation");
        return new ModelCard(
                features(json.path("features")),
                wholeNumber(json, "horizon_candles"),
                instant(training, "from"),
                instant(training, "to"),
                wholeNumber(training, "samples"),
                new ScoreQuality(
                        wholeNumber(validation, "samples"),
                        number(validation, "rise_share"),
                        number(validation, "auc"),
                        number(validation, "brier"),
                        number(validation, "brier_of_share"),
                        List.of()));
    }

    private static FeatureList features(JsonNode json) throws UnusableModel {
        String label = json.path("timeframe").asText();
        Timeframe base = Timeframe.of(label)
                .orElseThrow(() -> new UnusableModel("has no timeframe of features, but '" + label + "'"));
        int version = json.path("version").asInt();
        if (version != FeaturePipeline.VERSION) {
            throw new UnusableModel("was trained on features of version " + version + ", this program makes version "
                    + FeaturePipeline.VERSION + ": train it anew");
        }
        List<String> names = new ArrayList<>();
        json.path("names").forEach(name -> names.add(name.asText()));
        FeatureList made = FeaturePipeline.list(base);
        if (!names.equals(made.names()) || !json.path("hash").asText().equals(made.hash())) {
            throw new UnusableModel(
                    "was trained on other features (list " + json.path("hash").asText() + " of "
                            + names.size() + ") than this program makes (list " + made.hash() + " of " + made.size()
                            + "): train it anew");
        }
        return made;
    }

    private static int wholeNumber(JsonNode json, String name) throws UnusableModel {
        JsonNode value = json.path(name);
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.asInt() < 1) {
            throw new UnusableModel("has no " + name + " of 1 or more");
        }
        return value.asInt();
    }

    private static double number(JsonNode json, String name) throws UnusableModel {
        if (!json.path(name).isNumber()) {
            throw new UnusableModel("has no number " + name);
        }
        return json.path(name).asDouble();
    }

    private static Instant instant(JsonNode json, String name) throws UnusableModel {
        try {
            return Instant.parse(json.path(name).asText());
        } catch (DateTimeException wrong) {
            throw new UnusableModel("has no time of training '" + name + "': " + wrong.getMessage());
        }
    }
}
