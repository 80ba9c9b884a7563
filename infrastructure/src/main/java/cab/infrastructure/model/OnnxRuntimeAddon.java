package cab.infrastructure.model;

import cab.domain.model.FeatureScorer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ONNX runtime of Microsoft, when its jar ({@code onnxruntime-VERSION.jar}) lies in the directory of add-ons: with
 * its native libraries it is several times as large as this program and only models of others need it. It is called by
 * reflection, so that the program builds and starts without it.
 *
 * <p>The model takes one input, floats of 1 × number of features, and its last output is the likelihood of a rise:
 * floats of 1 × 1, or of 1 × 2, where the second counts. Thread-safe, as a session of the runtime is.
 */
final class OnnxRuntimeAddon implements FeatureScorer {

    private static final String PACKAGE = "ai.onnxruntime.";

    private final ClassLoader loader;
    private final Object environment;
    private final Object session;
    private final String input;

    private OnnxRuntimeAddon(ClassLoader loader, Object environment, Object session, String input) {
        this.loader = loader;
        this.environment = environment;
        this.session = session;
        this.input = input;
    }

    /** A session for the model in {@code onnx}, which has answered once. */
    static FeatureScorer open(Optional<Path> addons, Path onnx, int width) throws UnusableModel {
        Path jar = jarIn(addons)
                .orElseThrow(() -> new UnusableModel(onnx.getFileName() + " was not made by 'cab ai train': it needs"
                        + " onnxruntime-VERSION.jar in ADDONS_DIR, see docs/ai.md"));
        try {
            URLClassLoader loader = new URLClassLoader(
                    "addons/" + jar.getFileName(),
                    new URL[] {jar.toUri().toURL()},
                    OnnxRuntimeAddon.class.getClassLoader());
            Class<?> environments = loader.loadClass(PACKAGE + "OrtEnvironment");
            Object environment = environments.getMethod("getEnvironment").invoke(null);
            Object session =
                    environments.getMethod("createSession", String.class).invoke(environment, onnx.toString());
            Collection<?> inputs = (Collection<?>)
                    session.getClass().getMethod("getInputNames").invoke(session);
            if (inputs.size() != 1) {
                throw new UnusableModel(onnx.getFileName() + " must take one input, takes " + inputs.size());
            }
            OnnxRuntimeAddon scorer = new OnnxRuntimeAddon(
                    loader, environment, session, inputs.iterator().next().toString());
            double _ = scorer.score(new double[width]);
            return scorer;
        } catch (InvocationTargetException failed) {
            throw new UnusableModel(onnx.getFileName() + " cannot be run: " + failed.getCause());
        } catch (ReflectiveOperationException | IOException | LinkageError | RuntimeException failed) {
            throw new UnusableModel(onnx.getFileName() + " cannot be run by " + jar.getFileName() + ": " + failed);
        }
    }

    private static Optional<Path> jarIn(Optional<Path> addons) throws UnusableModel {
        if (addons.isEmpty() || !Files.isDirectory(addons.get())) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(addons.get())) {
            List<Path> jars = files.filter(
                            file -> file.getFileName().toString().matches("onnxruntime-[0-9][0-9.]*\\.jar"))
                    .sorted()
                    .toList();
            return jars.isEmpty() ? Optional.empty() : Optional.of(jars.getLast());
        } catch (IOException unreadable) {
            throw new UnusableModel("add-ons in " + addons.get() + " cannot be read: " + unreadable);
        }
    }

    @Override
    public double score(double[] features) {
        float[][] row = new float[1][features.length];
        for (int index = 0; index < features.length; index++) {
            row[0][index] = (float) features[index];
        }
        try {
            Class<?> tensors = loader.loadClass(PACKAGE + "OnnxTensor");
            Class<?> environments = loader.loadClass(PACKAGE + "OrtEnvironment");
            Object tensor = tensors.getMethod("createTensor", environments, Object.class)
                    .invoke(null, environment, row);
            try {
                Object answer = session.getClass().getMethod("run", Map.class).invoke(session, Map.of(input, tensor));
                try {
                    return likelihood(answer);
                } finally {
                    ((AutoCloseable) answer).close();
                }
            } finally {
                ((AutoCloseable) tensor).close();
            }
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException("the ONNX runtime failed: " + failed.getCause(), failed);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException("the ONNX runtime failed: " + failed, failed);
        }
    }

    /** The last output: models that classify give the class before the likelihoods. */
    private static double likelihood(Object answer) throws ReflectiveOperationException {
        Object last = answer.getClass().getMethod("size").invoke(answer);
        Object value = answer.getClass().getMethod("get", int.class).invoke(answer, (Integer) last - 1);
        Object content = value.getClass().getMethod("getValue").invoke(value);
        if (!(content instanceof float[][] rows) || rows.length != 1 || rows[0].length < 1 || rows[0].length > 2) {
            throw new IllegalStateException("the last output of the model must be floats of 1 x 1 or 1 x 2");
        }
        return rows[0][rows[0].length - 1];
    }
}
