package cab.infrastructure.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShrinkingTest {

    private static final Set<FaultClass> ALL = EnumSet.allOf(FaultClass.class);
    private static final SimulationScope WHOLE = SimulationScope.of(7, ALL);

    @Test
    void whatTheViolationDoesNotNeedIsTakenAway() {
        Shrinking shrinking = new Shrinking(ShrinkingTest::planted);

        Shrinking.Shrunk shrunk = shrinking.shrink(WHOLE, planted(WHOLE));

        assertThat(shrunk.scope().allowed()).containsExactlyInAnyOrder(FaultClass.CRASH, FaultClass.RESPONSE_LOST);
        assertThat(shrunk.scope().faultyAtMost()).isEqualTo(Duration.ofHours(12));
        assertThat(shrunk.scope().symbolsAtMost()).isEqualTo(2);
        assertThat(shrunk.report().violation().orElseThrow().invariant()).isEqualTo(Invariant.ONE_ORDER_PER_NAME);
        assertThat(shrunk.runs()).isGreaterThan(ALL.size());
    }

    @Test
    void anotherViolationIsNoSmallerFormOfThisOne() {
        Shrinking shrinking = new Shrinking(scope ->
                scope.equals(WHOLE.within(ALL)) ? planted(scope) : report(scope, Optional.of(Invariant.TRACKED)));

        assertThat(shrinking.shrink(WHOLE, planted(WHOLE)).scope()).isEqualTo(WHOLE);
    }

    @Test
    void whatHoldsCannotBeShrunk() {
        assertThatThrownBy(() -> new Shrinking().shrink(WHOLE, report(WHOLE, Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("violates nothing");
    }

    @Test
    void aScopeHasSymbolsAndTime() {
        assertThatThrownBy(() -> WHOLE.withSymbolsAtMost(0)).hasMessageContaining("symbols must be 1..5, were 0");
        assertThatThrownBy(() -> WHOLE.withSymbolsAtMost(6)).hasMessageContaining("were 6");
        assertThatThrownBy(() -> WHOLE.withFaultyAtMost(Duration.ZERO)).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> WHOLE.withFaultyAtMost(SimulationScope.FAULTY_MAX.plusMillis(1)))
                .hasMessageContaining("not PT72H0.001S");
    }

    /** Violates 1 where two classes, half a day and two symbols come together. */
    private static SimulationReport planted(SimulationScope scope) {
        boolean violated = scope.allowed().containsAll(Set.of(FaultClass.CRASH, FaultClass.RESPONSE_LOST))
                && scope.faultyAtMost().compareTo(Duration.ofHours(12)) >= 0
                && scope.symbolsAtMost() >= 2;
        return report(scope, violated ? Optional.of(Invariant.ONE_ORDER_PER_NAME) : Optional.empty());
    }

    private static SimulationReport report(SimulationScope scope, Optional<Invariant> violated) {
        return new SimulationReport(
                scope.seed(),
                scope.faultyAtMost(),
                1,
                1,
                1,
                scope.allowed(),
                Map.of(),
                List.of(),
                List.of(),
                violated.map(invariant -> new SimulationReport.Violation(invariant, "planted")),
                List.of("the end"),
                1);
    }
}
