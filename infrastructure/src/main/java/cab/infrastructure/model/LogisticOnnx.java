package cab.infrastructure.model;

import cab.domain.model.LogisticModel;
import cab.domain.model.Scaling;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A {@link LogisticModel} as ONNX: {@code Sub, Div, Clip, MatMul, Add, Sigmoid}, opset 13, from {@code features}
 * (float, n × number of features, unscaled) to {@code score} (float, n × 1). Any ONNX runtime runs it; this class reads
 * back what it wrote, and nothing else. Weights are rounded to floats.
 */
final class LogisticOnnx {

    private static final String PRODUCER = "crypto-ai-bot logistic";
    private static final List<String> OPERATORS = List.of("Sub", "Div", "Clip", "MatMul", "Add", "Sigmoid");
    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;
    private static final int FLOAT = 1;

    private LogisticOnnx() {}

    static byte[] write(LogisticModel model) {
        long width = model.scaling().width();
        ProtobufMessage graph = new ProtobufMessage()
                .message(1, node("Sub", "centred", "features", "means"))
                .message(1, node("Div", "scaled", "centred", "deviations"))
                .message(1, node("Clip", "held", "scaled", "lowest", "highest"))
                .message(1, node("MatMul", "weighed", "held", "weights"))
                .message(1, node("Add", "sum", "weighed", "bias"))
                .message(1, node("Sigmoid", "score", "sum"))
                .text(2, "logistic")
                .message(5, tensor("means", model.scaling().means(), width))
                .message(5, tensor("deviations", model.scaling().deviations(), width))
                .message(5, tensor("lowest", List.of(-Scaling.LIMIT)))
                .message(5, tensor("highest", List.of(Scaling.LIMIT)))
                .message(5, tensor("weights", model.weights(), width, 1))
                .message(5, tensor("bias", List.of(model.bias()), 1))
                .message(11, value("features", width))
                .message(12, value("score", 1));
        return new ProtobufMessage()
                .number(1, IR_VERSION)
                .text(2, PRODUCER)
                .message(7, graph)
                .message(8, new ProtobufMessage().text(1, "").number(2, OPSET))
                .toBytes();
    }

    private static ProtobufMessage node(String operator, String output, String... inputs) {
        ProtobufMessage node = new ProtobufMessage();
        for (String input : inputs) {
            node = node.text(1, input);
        }
        return node.text(2, output).text(3, output).text(4, operator);
    }

    private static ProtobufMessage tensor(String name, List<Double> values, long... dimensions) {
        ByteBuffer floats = ByteBuffer.allocate(values.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(value -> floats.putFloat(value.floatValue()));
        ProtobufMessage tensor = new ProtobufMessage();
        for (long dimension : dimensions) {
            tensor = tensor.number(1, dimension);
        }
        return tensor.number(2, FLOAT).text(8, name).bytes(9, floats.array());
    }

    /** A float tensor of any number of rows. */
    private static ProtobufMessage value(String name, long width) {
        ProtobufMessage shape = new ProtobufMessage()
                .message(1, new ProtobufMessage().text(2, "rows"))
                .message(1, new ProtobufMessage().number(1, width));
        ProtobufMessage tensor = new ProtobufMessage().number(1, FLOAT).message(2, shape);
        return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
    }

    /**
     * The model in {@code bytes}, or empty when {@link #write} did not write them.
     *
     * @throws IllegalArgumentException when they are no ONNX model, or a damaged one
     */
    static Optional<LogisticModel> read(byte[] bytes) {
        ProtobufFields model = ProtobufFields.of(bytes);
        List<ProtobufFields> graphs = model.messages(7);
        if (graphs.size() != 1) {
            throw new IllegalArgumentException("there must be one graph, were " + graphs.size());
        }
        ProtobufFields graph = graphs.getFirst();
        List<String> operators = graph.messages(1).stream()
                .flatMap(node -> node.texts(4).stream())
                .toList();
        if (!model.texts(2).equals(List.of(PRODUCER)) || !operators.equals(OPERATORS)) {
            return Optional.empty();
        }
        Map<String, double[]> tensors = new TreeMap<>();
        for (ProtobufFields tensor : graph.messages(5)) {
            tensors.put(only(tensor.texts(8)), floats(only(tensor.all(9))));
        }
        Scaling scaling = Scaling.of(named(tensors, "means"), named(tensors, "deviations"));
        double[] bias = named(tensors, "bias");
        if (bias.length != 1) {
            throw new IllegalArgumentException("there must be one bias, were " + bias.length);
        }
        return Optional.of(new LogisticModel(scaling, named(tensors, "weights"), bias[0]));
    }

    private static double[] named(Map<String, double[]> tensors, String name) {
        return Optional.ofNullable(tensors.get(name))
                .orElseThrow(() -> new IllegalArgumentException("tensor " + name + " is missing"));
    }

    private static <T> T only(List<T> values) {
        if (values.size() != 1) {
            throw new IllegalArgumentException("a tensor must have one name and one content");
        }
        return values.getFirst();
    }

    private static double[] floats(byte[] content) {
        double[] values = new double[content.length / Float.BYTES];
        ByteBuffer floats = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        for (int index = 0; index < values.length; index++) {
            values[index] = floats.getFloat();
            if (!Double.isFinite(values[index])) {
                throw new IllegalArgumentException("a weight must be finite, was " + values[index]);
            }
        }
        return values;
    }
}
