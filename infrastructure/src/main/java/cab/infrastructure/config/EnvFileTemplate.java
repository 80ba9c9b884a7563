package cab.infrastructure.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes the catalogue as an env file that documents every setting: {@code .env.example}. The file is itself a valid
 * env file in which everything has its default. Immutable.
 */
public final class EnvFileTemplate {

    private static final int WIDTH = 110;

    private static final List<String> HEAD = List.of(
            "# Settings of crypto-ai-bot. Copy this file to .env and change what you need: every line below is the",
            "# default, and a line that is left out means the default as well. The environment wins over this file.",
            "#",
            "# One NAME=VALUE a line; # begins a comment at the start of a line or after a blank. 'single quotes' take",
            "# everything as it stands; \"double quotes\" know \\n, \\t, \\r, \\\" and \\\\. Nothing else is expanded.",
            "# See what is in force, and where it comes from: ./cab config show",
            "#",
            "# This file is generated from the code; docs/settings.md says how.");

    private final SettingsCatalogue catalogue;
    private final Set<Capability> available;

    public EnvFileTemplate(SettingsCatalogue catalogue, Set<Capability> available) {
        this.catalogue = catalogue;
        this.available = Set.copyOf(available);
    }

    /** The whole text of the file, lines ended by LF. */
    public String text() {
        List<String> lines = new ArrayList<>(HEAD);
        for (SettingGroup group : catalogue.groups()) {
            lines.add("");
            lines.add("");
            String rule = "# ---- " + group.title() + " ";
            lines.add(rule + "-".repeat(Math.max(4, WIDTH - rule.length())));
            for (Setting<?> setting : group.settings()) {
                lines.add("");
                lines.addAll(documented(setting));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private List<String> documented(Setting<?> setting) {
        List<String> lines = new ArrayList<>(wrapped(setting.description()));
        lines.addAll(wrapped("Allowed: " + setting.expected() + "."));
        if (setting.isSecret()) {
            lines.addAll(wrapped("Secret: may also be given by " + SecretForm.FILE.nameFor(setting) + ", "
                    + SecretForm.BASE64.nameFor(setting) + " or in SECRETS_FILE."));
        }
        setting.capability()
                .filter(needed -> !available.contains(needed))
                .ifPresent(capability -> lines.addAll(wrapped("Not used yet: belongs to " + capability.words() + ".")));
        AvailabilityChecks.refusedOf(setting, available)
                .ifPresent(refused -> lines.addAll(wrapped("Not available yet: " + refused + ".")));
        lines.add(setting.name() + "=" + setting.defaultText());
        return lines;
    }

    private static List<String> wrapped(String paragraph) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder("#");
        for (String word : paragraph.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
