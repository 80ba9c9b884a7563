package cab.application.monitoring;

import cab.domain.market.Symbol;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the program stands. Immutable.
 *
 * @param database the journal: without it nothing is opened
 * @param broker the exchange
 * @param eventBus the way to those who listen
 * @param orchestrators each orchestrator by its symbol
 * @param lock the lock that keeps a second instance out
 * @param regime the sources of the market regime
 * @param model the AI model; without it the technical signal counts alone
 * @param version of the program
 */
public record HealthReport(
        ComponentHealth database,
        ComponentHealth broker,
        ComponentHealth eventBus,
        SortedMap<Symbol, OrchestratorHealth> orchestrators,
        ComponentHealth lock,
        ComponentHealth regime,
        ComponentHealth model,
        String version) {

    public HealthReport {
        orchestrators = Collections.unmodifiableSortedMap(new TreeMap<>(orchestrators));
    }

    /**
     * The program as a whole. Without database, exchange or lock it cannot trade and is down. Without event bus or
     * regime sources or model it trades, but somebody should look. One orchestrator of several that is down degrades
     * the whole; when all are, the whole is down.
     */
    public HealthStatus status() {
        return database.status()
                .worst(broker.status())
                .worst(lock.status())
                .worst(eventBus.status().atWorstDegraded())
                .worst(regime.status().atWorstDegraded())
                .worst(model.status().atWorstDegraded())
                .worst(ofAll(orchestrators.values()));
    }

    private static HealthStatus ofAll(Collection<OrchestratorHealth> all) {
        HealthStatus worst = all.stream().map(OrchestratorHealth::status).reduce(HealthStatus.UP, HealthStatus::worst);
        boolean isOneAlive = all.stream().anyMatch(one -> one.status() != HealthStatus.DOWN);
        return isOneAlive ? worst.atWorstDegraded() : worst;
    }

    /**
     * Whether the program does what it was started for: nothing is down and every orchestrator is through its start.
     */
    public boolean isReady() {
        return status() != HealthStatus.DOWN && orchestrators.values().stream().allMatch(OrchestratorHealth::isStarted);
    }
}
