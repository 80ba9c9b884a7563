package cab.infrastructure.config;

import java.util.List;

/** A rule about several settings together. */
interface CrossCheck {

    /** What breaks the rule. Settings that are wrong in themselves have no value here and are left alone. */
    List<SettingProblem> problemsIn(Settings settings);
}
