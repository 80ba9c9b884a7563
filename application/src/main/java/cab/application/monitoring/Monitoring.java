package cab.application.monitoring;

import java.time.Duration;

/** Puts together how the program stands from its parts. Thread-safe. */
public final class Monitoring implements HealthSource {

    private final Probes probes;
    private final Heartbeats heartbeats;
    private final Duration heartbeatLimit;
    private final String version;

    /**
     * The parts that are asked.
     *
     * @param database the journal
     * @param broker the exchange
     * @param eventBus the event bus
     * @param lock the lock that keeps a second instance out
     * @param regime the sources of the market regime
     * @param model the AI model
     */
    public record Probes(
            ComponentProbe database,
            ComponentProbe broker,
            ComponentProbe eventBus,
            ComponentProbe lock,
            ComponentProbe regime,
            ComponentProbe model) {}

    /**
     * Asks {@code probes} each time a report is wanted.
     *
     * @param heartbeatLimit an orchestrator that is silent for longer counts as down
     */
    public Monitoring(Probes probes, Heartbeats heartbeats, Duration heartbeatLimit, String version) {
        this.probes = probes;
        this.heartbeats = heartbeats;
        this.heartbeatLimit = heartbeatLimit;
        this.version = version;
    }

    @Override
    public HealthReport report() {
        return new HealthReport(
                ask(probes.database),
                ask(probes.broker),
                ask(probes.eventBus),
                heartbeats.health(heartbeatLimit),
                ask(probes.lock),
                ask(probes.regime),
                ask(probes.model),
                version);
    }

    /**
     * A part that cannot even be asked does not work; why is in the log of its adapter, not in an answer to anybody.
     */
    private static ComponentHealth ask(ComponentProbe probe) {
        try {
            return probe.check();
        } catch (RuntimeException failed) {
            return ComponentHealth.down("cannot be asked: " + failed.getClass().getSimpleName());
        }
    }
}
