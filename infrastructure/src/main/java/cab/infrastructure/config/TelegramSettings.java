package cab.infrastructure.config;

import cab.infrastructure.secrets.Secret;
import java.util.List;
import java.util.Optional;

/** Messages and commands over Telegram. */
public final class TelegramSettings {

    public static final Setting<Boolean> TELEGRAM_ENABLED = Setting.of(
                    "TELEGRAM_ENABLED",
                    TextTypes.onOff(),
                    "0",
                    "Whether messages are sent over Telegram. Off means no thread and no call.")
            .partOf(Capability.TELEGRAM);

    public static final Setting<Optional<Secret>> TELEGRAM_BOT_TOKEN = Setting.of(
                    "TELEGRAM_BOT_TOKEN",
                    TextTypes.secret(),
                    "",
                    "The token of your bot; needed with TELEGRAM_ENABLED=1.")
            .partOf(Capability.TELEGRAM);

    public static final Setting<Optional<Long>> TELEGRAM_CHAT_ID = Setting.of(
                    "TELEGRAM_CHAT_ID",
                    chat().orEmpty(),
                    "",
                    "The chat that messages go to; needed with TELEGRAM_ENABLED=1.")
            .partOf(Capability.TELEGRAM);

    public static final Setting<Optional<Long>> TELEGRAM_ALERTS_CHAT_ID = Setting.of(
                    "TELEGRAM_ALERTS_CHAT_ID",
                    chat().orEmpty(),
                    "",
                    "The chat that alerts go to. Empty means TELEGRAM_CHAT_ID.")
            .partOf(Capability.TELEGRAM);

    public static final Setting<Boolean> TELEGRAM_BOT_COMMANDS_ENABLED = Setting.of(
                    "TELEGRAM_BOT_COMMANDS_ENABLED",
                    TextTypes.onOff(),
                    "0",
                    "Whether the bot listens to commands of TELEGRAM_ALLOWED_USERS.")
            .partOf(Capability.TELEGRAM);

    public static final Setting<Optional<List<TelegramUser>>> TELEGRAM_ALLOWED_USERS = Setting.of(
                    "TELEGRAM_ALLOWED_USERS",
                    TradingTypes.telegramUsers().orEmpty(),
                    "",
                    "Whose commands are obeyed. An operator may look, pause and resume; an admin may stop as well. An"
                            + " id without a role is an operator. Empty means nobody.")
            .partOf(Capability.TELEGRAM);

    static final SettingGroup GROUP = SettingGroup.of(
            "Telegram",
            TELEGRAM_ENABLED,
            TELEGRAM_BOT_TOKEN,
            TELEGRAM_CHAT_ID,
            TELEGRAM_ALERTS_CHAT_ID,
            TELEGRAM_BOT_COMMANDS_ENABLED,
            TELEGRAM_ALLOWED_USERS);

    private TelegramSettings() {}

    private static ValueType<Long> chat() {
        return NumberTypes.whole(-99_999_999_999_999L, 99_999_999_999_999L, "");
    }
}
