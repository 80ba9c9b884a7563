package cab.infrastructure.simulation;

import java.util.EnumSet;

/** A process of its own that runs some seeds and prints what came of them. */
final class SimulatingProcess {

    private SimulatingProcess() {}

    /** Runs the seeds that are named. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] seeds) {
        for (String seed : seeds) {
            SimulationReport report = new SimulationRun(Long.parseLong(seed), EnumSet.allOf(FaultClass.class)).run();
            System.out.println("seed " + seed + " hash " + Long.toHexString(report.hash()) + " steps " + report.steps()
                    + " violation " + report.violation());
        }
    }
}
