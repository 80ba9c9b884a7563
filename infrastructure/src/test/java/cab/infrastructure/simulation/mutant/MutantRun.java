package cab.infrastructure.simulation.mutant;

import cab.infrastructure.simulation.FaultClass;
import cab.infrastructure.simulation.Invariant;
import cab.infrastructure.simulation.SimulationReport;
import cab.infrastructure.simulation.SimulationRun;
import java.util.EnumSet;
import java.util.function.LongFunction;

/**
 * Runs seeds over the core that its own loader has loaded. Speaks in types of the JDK, which are the same on both sides
 * of the loader: the invariant that a seed violates and what was found, the empty text when it violates none.
 */
public final class MutantRun implements LongFunction<String> {

    @Override
    public String apply(long seed) {
        try {
            return new SimulationRun(seed, EnumSet.allOf(FaultClass.class))
                    .run()
                    .violation()
                    .map(MutantRun::inWords)
                    .orElse("");
        } catch (StackOverflowError storm) {
            return Invariant.NO_FAULT.name() + ' ' + storm;
        }
    }

    private static String inWords(SimulationReport.Violation violation) {
        if (violation.detail().contains(ClassCastException.class.getName())) {
            throw new IllegalStateException("the change does not fit where it was made: " + violation);
        }
        return violation.invariant().name() + ' ' + violation.detail();
    }
}
