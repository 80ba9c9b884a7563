package cab.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PropertyTest {

    @Test
    void everyRunSeesTheSameCases() {
        List<Long> first = new ArrayList<>();
        List<Long> second = new ArrayList<>();

        Property.holds(10, random -> first.add(random.nextLong()));
        Property.holds(10, random -> second.add(random.nextLong()));

        assertThat(first).hasSize(10).doesNotHaveDuplicates().isEqualTo(second);
    }

    @Test
    void aFailureNamesTheSeedThatRepeatsIt() {
        long[] drawn = new long[1];

        assertThatThrownBy(() -> Property.replay(42, random -> {
                    drawn[0] = random.nextLong();
                    throw new IllegalStateException("not so");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("seed 42: not so");
        assertThat(drawn[0]).isEqualTo(new SplittableRandom(42).nextLong());
    }
}
