package cab.infrastructure.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds names that are not settings. In the env file every such name is a problem, because the file is ours. The
 * environment belongs to everybody: there a name is a problem only when it begins as nobody else's names do and a
 * setting is near; other names that look like ours are noticed. Values are never shown, since a mistyped name may hold
 * a secret. Immutable.
 */
final class UnknownNames {

    /** Hardly any other program has names that begin like this. */
    private static final List<String> OURS =
            List.of("MTF_", "FUSION_W", "STRATEGY_", "RISK_", "SAFETY_", "TRAILING_", "REGIME_", "SYMBOL", "SIM_");

    /** Names that begin like this may well be another program's. */
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

    /** A beginning shorter than this names too many settings to be a hint. */
    private static final int BEGINNING_LENGTH_MIN = 8;

    private static final int SUGGESTIONS_MAX = 3;

    private final Collection<String> known;

    UnknownNames(SettingsCatalogue catalogue) {
        this.known = catalogue.names();
    }

    /** A problem for each unknown name of the env file, in the order of the file. */
    List<SettingProblem> problemsIn(EnvFile file) {
        return file.entries().entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .map(entry -> problem(
                        entry.getKey(),
                        file.path() + " line " + entry.getValue().line()))
                .toList();
    }

    /** A problem for each name of the environment that must have meant one of ours, by name. */
    List<SettingProblem> problemsIn(Map<String, String> environment) {
        return unknownOf(environment)
                .filter(name -> beginsLike(OURS, name) && !meant(name).isEmpty())
                .map(name -> problem(name, "the environment"))
                .toList();
    }

    /** A sentence for each name of the environment that may have meant one of ours, by name. */
    List<String> noticesOn(Map<String, String> environment) {
        return unknownOf(environment)
                .filter(name ->
                        beginsLike(OURS, name) ? meant(name).isEmpty() : beginsLike(SHARED, name) && isNearMiss(name))
                .map(name -> name + " in the environment is not a setting" + NearNames.asQuestion(meant(name)))
                .toList();
    }

    private Stream<String> unknownOf(Map<String, String> environment) {
        return new TreeSet<>(environment.keySet()).stream().filter(name -> !known.contains(name));
    }

    /** The settings that {@code name} may have meant: the nearest, else those it is the beginning of. */
    private List<String> meant(String name) {
        List<String> near = NearNames.of(name, known);
        if (!near.isEmpty() || name.length() < BEGINNING_LENGTH_MIN) {
            return near;
        }
        return known.stream()
                .filter(setting -> setting.startsWith(name))
                .limit(SUGGESTIONS_MAX)
                .toList();
    }

    /** Whether one or two letters make {@code name} a setting: more could as well be another program's word. */
    private boolean isNearMiss(String name) {
        int lettersMax = name.length() < 10 ? 1 : 2;
        return known.stream().anyMatch(setting -> NearNames.distance(name, setting) <= lettersMax);
    }

    private SettingProblem problem(String name, String where) {
        return new SettingProblem(
                name,
                "is not a setting, in " + where + NearNames.asQuestion(meant(name)),
                "the name " + name,
                "a name of .env.example");
    }

    private static boolean beginsLike(List<String> beginnings, String name) {
        return beginnings.stream().anyMatch(name::startsWith);
    }
}
