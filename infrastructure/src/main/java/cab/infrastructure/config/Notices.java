package cab.infrastructure.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is allowed but probably not meant. */
final class Notices {

    private Notices() {}

    /** One sentence for each thing worth a second look; never a secret. */
    static List<String> on(Settings settings, Set<Capability> available) {
        List<String> notices = new ArrayList<>();
        for (ResolvedValue<?> resolved : settings.all()) {
            Setting<?> setting = resolved.setting();
            boolean unused = setting.capability()
                    .filter(capability -> !available.contains(capability))
                    .isPresent();
            if (unused && !resolved.isDefault() && !resolved.text().equals(setting.defaultText())) {
                notices.add(setting + " has no effect: this build has no support for "
                        + setting.capability().get().words());
            }
        }
        onExposedSecrets(settings, notices);
        onLimitsBelowOneEntry(settings, notices);
        onShortToken(settings, notices);
        return notices;
    }

    private static void onExposedSecrets(Settings settings, List<String> notices) {
        ExposedFiles.in(settings)
                .forEach((file, permissions) -> notices.add(file + " holds secrets and may be read by other users ("
                        + permissions + "); run: chmod 600 " + file));
    }

    private static void onLimitsBelowOneEntry(Settings settings, List<String> notices) {
        if (settings.get(SizingSettings.POSITION_SIZER) != PositionSizing.FIXED) {
            return;
        }
        BigDecimal entry = settings.get(SizingSettings.FIXED_AMOUNT);
        List.of(RiskSettings.RISK_MAX_TURNOVER_5M_QUOTE, SafetySettings.SAFETY_MAX_TURNOVER_QUOTE_PER_DAY)
                .forEach(limit -> {
                    BigDecimal most = settings.get(limit);
                    if (most.signum() > 0 && most.compareTo(entry) < 0) {
                        notices.add(limit + "=" + most.toPlainString() + " is less than FIXED_AMOUNT="
                                + entry.toPlainString() + ": no entry can pass");
                    }
                });
        if (settings.get(TradingSettings.MODE) == TradingMode.PAPER
                && entry.compareTo(settings.get(TradingSettings.PAPER_CASH)) > 0) {
            notices.add("FIXED_AMOUNT=" + entry.toPlainString() + " is more than PAPER_CASH="
                    + settings.get(TradingSettings.PAPER_CASH).toPlainString()
                    + ": a new paper account cannot pay for an entry");
        }
    }

    private static void onShortToken(Settings settings, List<String> notices) {
        if (settings.get(HttpSettings.API_TOKEN).isPresent()) {
            AccessChecks.weakness(settings.get(HttpSettings.API_TOKEN))
                    .ifPresent(weakness -> notices.add(
                            "API_TOKEN " + weakness + "; it is accepted only because API_HOST is this machine"));
        }
    }
}
