package cab.infrastructure.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds names that are not settings. In the env file every such name is a problem, because the file is ours. The
 * environment belongs to everybody: only names with beginnings that nobody else uses are problems, and names like ours
 * with common beginnings are noticed. Values are never shown, since a mistyped name may hold a secret. Immutable.
 */
final class UnknownNames {

    /** Names that begin like this are ours. */
    private static final List<String> OURS =
            List.of("MTF_", "FUSION_W", "STRATEGY_", "RISK_", "SAFETY_", "TRAILING_", "REGIME_", "SYMBOL", "SIM_");

    /** Names that begin like this may be another program's. */
    private static final List<String> SHARED = List.of(
            "AI_",
            "API_",
            "BOTS_",
            "BROKER_",
            "DATA_",
            "DB_",
            "DMS_",
            "EVENT_BUS_",
            "EXCHANGE",
            "FIXED_",
            "HTTP_",
            "IDEMPOTENCY_",
            "LOCK_",
            "LOG_",
            "METRICS_",
            "PAPER_",
            "POSITION_",
            "PRICE_",
            "RECONCILE_",
            "REPLAY_",
            "SECRETS_",
            "SETTLEMENT_",
            "STOP_",
            "TELEGRAM_",
            "TRADING_",
            "WATCHDOG_");

    private static final int NEAR = 2;

    private final Collection<String> known;

    UnknownNames(SettingsCatalogue catalogue) {
        this.known = catalogue.names();
    }

    /** A problem for each unknown name of the env file, in the order of the file. */
    List<SettingProblem> problemsIn(EnvFile file) {
        return file.entries().entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .map(entry -> unknown(
                        entry.getKey(),
                        ", in " + file.path() + " line " + entry.getValue().line()))
                .toList();
    }

    /** A problem for each unknown name of the environment that can only be ours, by name. */
    List<SettingProblem> problemsIn(Map<String, String> environment) {
        return unknownOf(environment)
                .filter(name -> OURS.stream().anyMatch(name::startsWith))
                .map(name -> unknown(name, ", in the environment"))
                .toList();
    }

    /** A sentence for each name of the environment that looks like one of ours mistyped, by name. */
    List<String> noticesOn(Map<String, String> environment) {
        return unknownOf(environment)
                .filter(name -> OURS.stream().noneMatch(name::startsWith))
                .flatMap(
                        name -> meantBy(name)
                                .map(meant ->
                                        name + " in the environment is not a setting; did you mean " + meant + "?")
                                .stream())
                .toList();
    }

    private Stream<String> unknownOf(Map<String, String> environment) {
        return new TreeSet<>(environment.keySet()).stream().filter(name -> !known.contains(name));
    }

    private Optional<String> meantBy(String name) {
        return SHARED.stream()
                .filter(name::startsWith)
                .findFirst()
                .flatMap(beginning -> known.stream()
                        .filter(candidate -> candidate.startsWith(beginning))
                        .filter(candidate -> NearNames.distance(name, candidate) <= (name.length() < 10 ? 1 : NEAR))
                        .findFirst());
    }

    private SettingProblem unknown(String name, String where) {
        return new SettingProblem(
                name,
                "is not a setting" + where + NearNames.question(name, known),
                "the name " + name,
                "a name of .env.example");
    }
}
