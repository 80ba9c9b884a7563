package cab.app.assembly;

import cab.application.execution.CapitalPool;
import cab.cli.ReplayProgram;
import cab.infrastructure.config.Settings;
import cab.infrastructure.recording.Replay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plays recordings for the command line. */
public final class ReplayRunner implements ReplayProgram {

    @Override
    public Outcome replay(Path file) {
        Replay replay = new Replay((recorded, bot, symbol, ports, book) -> {
            // Nothing of this machine counts: what was set then is in the recording.
            Settings settings = new SettingsReader(recorded).read(Optional.empty());
            return new CycleFactory(settings, ModelOpinions.of(settings))
                    .cycle(bot, symbol, ports, new CapitalPool(symbol.quote()), book);
        });
        return switch (replay.play(file)) {
            case Replay.Outcome.Identical identical ->
                new Outcome(
                        true,
                        List.of("identical: " + identical.decisions() + " decisions, " + identical.orders()
                                + " orders (" + identical.messages() + " events, "
                                + identical.lives() + (identical.lives() == 1 ? " start" : " starts") + ")"));
            case Replay.Outcome.Diverged diverged -> new Outcome(false, words(diverged));
            case Replay.Outcome.Unreadable(String reason) ->
                new Outcome(false, List.of("cab: " + file + " cannot be replayed: " + reason));
        };
    }

    private static List<String> words(Replay.Outcome.Diverged diverged) {
        List<String> lines = new ArrayList<>();
        lines.add("different from event " + diverged.event() + " on, at " + diverged.at());
        lines.add("  event     " + diverged.input());
        lines.add("  recorded  " + diverged.recorded().orElse("nothing more"));
        lines.add("  replayed  " + diverged.replayed().orElse("nothing more"));
        lines.add("before it:");
        diverged.before().forEach(line -> lines.add("  " + line));
        return lines;
    }
}
