package cab.infrastructure.simulation.mutant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Loads the trading core and the simulation afresh, some methods changed. All else, the exchange and the types of the
 * ports among it, is that of the test: it knows nothing of the core. Owned by one thread.
 */
final class MutantLoader extends ClassLoader {

    private static final List<String> AFRESH = List.of(
            "cab.application.execution.",
            "cab.application.protection.",
            "cab.application.reconciliation.",
            "cab.application.settlement.",
            "cab.application.trading.",
            "cab.infrastructure.simulation.");

    private final ClassLoader original;
    private final Map<String, byte[]> mutated = new HashMap<>();

    /** The core with these changes; the core as it is without any. */
    MutantLoader(List<Change> changes) {
        super(MutantLoader.class.getClassLoader());
        this.original = MutantLoader.class.getClassLoader();
        for (Change change : changes) {
            byte[] before = mutated.getOrDefault(change.className(), bytesOf(change.className()));
            mutated.put(change.className(), change.applyTo(before, original));
        }
    }

    /** The simulation over the changed core: from a seed to the invariant that was violated, or to the empty text. */
    @SuppressWarnings("unchecked")
    LongFunction<String> simulation() {
        try {
            return (LongFunction<String>) loadClass(MutantRun.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("the simulation of a mutant can be made without arguments", missing);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
            return loaded;
        }
        return isAfresh(name) ? define(name) : super.loadClass(name, resolve);
    }

    private boolean isAfresh(String name) {
        return AFRESH.stream().anyMatch(name::startsWith)
                || mutated.keySet().stream().anyMatch(each -> isNested(name, each));
    }

    /** Classes of one file know each other's secrets and must come from one loader. */
    private static boolean isNested(String name, String outer) {
        return name.equals(outer) || name.startsWith(outer + "$");
    }

    private Class<?> define(String name) {
        byte[] change = mutated.get(name);
        byte[] bytes = change == null ? bytesOf(name) : change;
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] bytesOf(String name) {
        try (@Nullable InputStream stream = original.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (stream == null) {
                throw new IllegalStateException("there is no class " + name + " to change");
            }
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
