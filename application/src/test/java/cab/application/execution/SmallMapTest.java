package cab.application.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SmallMapTest {

    private static final long SEED = 7;

    @Test
    void itHoldsWhatATreeHoldsInTheSameOrder() {
        Random random = new Random(SEED);
        SmallMap<Integer, Integer> map = SmallMap.empty();
        TreeMap<Integer, Integer> tree = new TreeMap<>();
        for (int step = 0; step < 10_000; step++) {
            // Few are walked through, many are searched.
            int key = random.nextInt(step < 5_000 ? 12 : 60);
            if (random.nextBoolean()) {
                map = map.with(key, step);
                tree.put(key, step);
            } else {
                map = map.without(key);
                tree.remove(key);
            }
            assertThat(map.get(key)).as("step %d, seed %d", step, SEED).isEqualTo(tree.get(key));
            assertThat(map.containsKey(key)).isEqualTo(tree.containsKey(key));
            assertThat(map.isEmpty()).isEqualTo(tree.isEmpty());
            assertThat(entriesOf(map))
                    .as("step %d, seed %d", step, SEED)
                    .isEqualTo(tree.entrySet().stream()
                            .map(entry -> List.of(entry.getKey(), entry.getValue()))
                            .toList());
        }
    }

    @Test
    void aChangeLeavesTheMapItWasMadeOfAsItWas() {
        SmallMap<Integer, String> before =
                SmallMap.<Integer, String>empty().with(1, "one").with(3, "three");

        SmallMap<Integer, String> after = before.with(2, "two").with(1, "other").without(3);

        assertThat(before.get(1)).isEqualTo("one");
        assertThat(before.get(2)).isNull();
        assertThat(before.get(3)).isEqualTo("three");
        assertThat(after.get(1)).isEqualTo("other");
        assertThat(after.get(2)).isEqualTo("two");
        assertThat(after.size()).isEqualTo(2);
    }

    private static List<List<Integer>> entriesOf(SmallMap<Integer, Integer> map) {
        List<List<Integer>> entries = new ArrayList<>();
        for (int index = 0; index < map.size(); index++) {
            entries.add(List.of(map.key(index), map.value(index)));
        }
        return entries;
    }
}
