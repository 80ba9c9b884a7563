package cab.application.execution;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A map of few entries, in the order of their keys, of which every change makes a new one: to be shared by threads and
 * changed with every order, where a tree would be copied node by node. Immutable.
 */
final class SmallMap<K extends Comparable<K>, V> {

    private static final SmallMap<?, ?> EMPTY = new SmallMap<>(new Object[0], new Object[0]);

    /** So few are looked at one after the other. */
    private static final int WALKED_MAX = 8;

    private final Object[] keys;
    private final Object[] values;

    private SmallMap(Object[] keys, Object[] values) {
        this.keys = keys;
        this.values = values;
    }

    /** A map without entries. */
    @SuppressWarnings("unchecked")
    static <K extends Comparable<K>, V> SmallMap<K, V> empty() {
        return (SmallMap<K, V>) EMPTY;
    }

    int size() {
        return keys.length;
    }

    boolean isEmpty() {
        return keys.length == 0;
    }

    /** The key of entry {@code index}, in their order. */
    @SuppressWarnings("unchecked")
    K key(int index) {
        return (K) keys[index];
    }

    /** The value of entry {@code index}, in the order of the keys. */
    @SuppressWarnings("unchecked")
    V value(int index) {
        return (V) values[index];
    }

    @Nullable V get(K key) {
        int index = indexOf(key);
        return index < 0 ? null : value(index);
    }

    boolean containsKey(K key) {
        return indexOf(key) >= 0;
    }

    /** This map with {@code value} for {@code key}, in place of one it may have. */
    SmallMap<K, V> with(K key, V value) {
        int index = indexOf(key);
        if (index >= 0) {
            Object[] changed = values.clone();
            changed[index] = value;
            return new SmallMap<>(keys, changed);
        }
        int place = -index - 1;
        return new SmallMap<>(inserted(keys, place, key), inserted(values, place, value));
    }

    /** This map without {@code key}. */
    SmallMap<K, V> without(K key) {
        int index = indexOf(key);
        if (index < 0) {
            return this;
        }
        return keys.length == 1 ? empty() : new SmallMap<>(removed(keys, index), removed(values, index));
    }

    /** Where {@code key} stands, or one less than zero less the place where it would. */
    private int indexOf(K key) {
        if (keys.length > WALKED_MAX) {
            return searched(key);
        }
        for (int index = 0; index < keys.length; index++) {
            int order = key(index).compareTo(key);
            if (order >= 0) {
                return order == 0 ? index : -index - 1;
            }
        }
        return -keys.length - 1;
    }

    private int searched(K key) {
        int from = 0;
        int to = keys.length - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int order = key(middle).compareTo(key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return -from - 1;
    }

    private static Object[] inserted(Object[] array, int place, Object added) {
        Object[] grown = Arrays.copyOf(array, array.length + 1);
        System.arraycopy(array, place, grown, place + 1, array.length - place);
        grown[place] = added;
        return grown;
    }

    private static Object[] removed(Object[] array, int index) {
        Object[] shrunk = Arrays.copyOf(array, array.length - 1);
        System.arraycopy(array, index + 1, shrunk, index, shrunk.length - index);
        return shrunk;
    }
}
