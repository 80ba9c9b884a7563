package cab.application.event;

/** The topics of all events. Scripts and dashboards rely on the names: they are never changed. */
public final class Topic {

    public static final String TRADE_COMPLETED = "trade.completed";
    public static final String TRADE_FAILED = "trade.failed";
    public static final String TRADE_SETTLED = "trade.settled";
    public static final String TRADE_PARTIAL_FOLLOWUP = "trade.partial_followup";
    public static final String ORDER_EXECUTED = "order.executed";
    public static final String PROTECTION_STOP = "protection.stop";
    public static final String RISK_BLOCKED = "risk.blocked";
    public static final String BUDGET_EXCEEDED = "budget.exceeded";
    public static final String RECONCILIATION_COMPLETED = "reconciliation.completed";
    public static final String RECONCILIATION_POSITION_MISMATCH = "reconciliation.position_mismatch";
    public static final String WATCHDOG_HEARTBEAT = "watchdog.heartbeat";
    public static final String HEALTH_REPORT = "health.report";
    public static final String SAFETY_DMS_TRIGGERED = "safety.dms.triggered";
    public static final String ALERTS_ALERTMANAGER = "alerts.alertmanager";
    public static final String ORCHESTRATOR_STARTED = "orchestrator.started";
    public static final String ORCHESTRATOR_STOPPED = "orchestrator.stopped";
    public static final String ORCHESTRATOR_PAUSED = "orchestrator.paused";
    public static final String ORCHESTRATOR_RESUMED = "orchestrator.resumed";

    private Topic() {}
}
