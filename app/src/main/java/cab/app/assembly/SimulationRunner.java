package cab.app.assembly;

import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.cli.SimulateProgram;
import cab.infrastructure.simulation.FaultClass;
import cab.infrastructure.simulation.SimulationReport;
import cab.infrastructure.simulation.SimulationRun;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Runs simulations, one seed after the other. */
public final class SimulationRunner implements SimulateProgram {

    @Override
    public void run(Request request, Consumer<Run> observer) {
        Set<FaultClass> allowed = classes(request.faults());
        for (int index = 0; index < request.seeds(); index++) {
            observer.accept(told(new SimulationRun(request.firstSeed() + index, allowed).run()));
        }
    }

    private static Set<FaultClass> classes(List<String> names) {
        Set<FaultClass> classes = EnumSet.noneOf(FaultClass.class);
        for (String name : names) {
            classes.add(FaultClass.of(name)
                    .orElseThrow(() -> new Refusal(
                            ExitCode.USAGE,
                            List.of("cab: there is no fault '" + name + "'; there are "
                                    + String.join(
                                            ", ",
                                            Arrays.stream(FaultClass.values())
                                                    .map(FaultClass::label)
                                                    .toList())))));
        }
        return names.isEmpty() ? EnumSet.allOf(FaultClass.class) : classes;
    }

    private static Run told(SimulationReport report) {
        SortedMap<String, Long> injected = new TreeMap<>();
        report.injected().forEach((fault, count) -> injected.put(fault.label(), count));
        return new Run(
                report.seed(),
                report.simulated(),
                report.orders(),
                injected,
                report.unprotectedMs(),
                report.violation()
                        .map(violated -> "invariant " + violated.invariant().number() + " ("
                                + violated.invariant().sentence() + "): " + violated.detail()),
                report.lastEvents(),
                Long.toHexString(report.hash()));
    }
}
