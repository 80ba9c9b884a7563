package cab.infrastructure.config;

import cab.infrastructure.secrets.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who can reach the program, and what Telegram needs. */
final class AccessChecks implements CrossCheck {

    /** 32 hexadecimal digits are 128 bits. */
    static final int TOKEN_LENGTH_MIN = 32;

    /** Fewer different characters than this are no random token. */
    private static final int TOKEN_VARIETY_MIN = 8;

    private static final List<String> SAMPLE_WORDS = List.of(
            "changeme", "change-me", "change_me", "replace", "example", "sample", "your-", "your_", "placeholder");

    @Override
    public List<SettingProblem> problemsIn(Settings settings) {
        List<SettingProblem> problems = new ArrayList<>();
        checkToken(settings, problems);
        checkTelegram(settings, problems);
        return problems;
    }

    /** What is wrong with {@code token} for callers from other machines. */
    static Optional<String> weakness(Optional<Secret> token) {
        if (token.isEmpty()) {
            return Optional.of("is missing");
        }
        String text = token.get().reveal();
        if (text.length() < TOKEN_LENGTH_MIN) {
            return Optional.of("is too short");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        boolean sample = SAMPLE_WORDS.stream().anyMatch(lower::contains)
                || text.chars().distinct().count() < TOKEN_VARIETY_MIN;
        return sample ? Optional.of("looks like a sample") : Optional.empty();
    }

    private static void checkToken(Settings settings, List<SettingProblem> problems) {
        if (!settings.has(HttpSettings.API_HOST, HttpSettings.API_TOKEN)
                || AddressTypes.isLoopback(settings.get(HttpSettings.API_HOST))) {
            return;
        }
        Optional<Secret> token = settings.get(HttpSettings.API_TOKEN);
        weakness(token)
                .ifPresent(weakness -> problems.add(new SettingProblem(
                        HttpSettings.API_TOKEN.name(),
                        weakness + ", as API_HOST=" + settings.get(HttpSettings.API_HOST)
                                + " can be reached from other machines",
                        token.map(Secret::toString).orElse(""),
                        "a random token of at least " + TOKEN_LENGTH_MIN
                                + " characters, from: openssl rand -hex 32; or API_HOST=127.0.0.1")));
    }

    private static void checkTelegram(Settings settings, List<SettingProblem> problems) {
        if (!settings.has(TelegramSettings.TELEGRAM_ENABLED) || !settings.get(TelegramSettings.TELEGRAM_ENABLED)) {
            return;
        }
        for (Setting<? extends Optional<?>> needed :
                List.of(TelegramSettings.TELEGRAM_BOT_TOKEN, TelegramSettings.TELEGRAM_CHAT_ID)) {
            if (settings.has(needed) && settings.get(needed).isEmpty()) {
                problems.add(new SettingProblem(
                        needed.name(), "is missing, as TELEGRAM_ENABLED=1 needs it", "", needed.expected()));
            }
        }
    }
}
