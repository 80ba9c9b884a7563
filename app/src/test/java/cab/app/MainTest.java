package cab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class MainTest {

    @Test
    void noColorWithAnyValueAsksForNoColours() {
        assertThat(Main.wantsColours(Map.of())).isTrue();
        assertThat(Main.wantsColours(Map.of("NO_COLOR", ""))).isTrue();
        assertThat(Main.wantsColours(Map.of("NO_COLOR", "0"))).isFalse();
    }
}
