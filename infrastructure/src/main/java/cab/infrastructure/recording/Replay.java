package cab.infrastructure.recording;

import cab.application.port.BotPorts;
import cab.application.port.RecoveredBook;
import cab.application.trading.TradingCycle;
import cab.domain.market.Symbol;
import cab.domain.order.BotId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plays a recording to the same trading cycle once more and compares, message by message, what it does: every decision,
 * every order with its terms and name, every question to exchange, market and journal, every timer. Owned by one
 * thread.
 */
public final class Replay {

    private static final int LINES_BEFORE = 4;

    private final CycleMaker maker;
    private final Deque<TapeLine> before = new ArrayDeque<>();
    private int lives;
    private long messages;
    private long decisions;
    private long orders;

    /** Makes a cycle as the program that was recorded did. */
    @FunctionalInterface
    public interface CycleMaker {

        /**
         * A cycle that has not started.
         *
         * @param settings those that were recorded
         * @param book what the journal knew
         */
        TradingCycle make(Map<String, String> settings, BotId bot, Symbol symbol, BotPorts ports, RecoveredBook book);
    }

    /** What came of a replay. */
    public sealed interface Outcome {

        /**
         * The cycle did all that was recorded and nothing else.
         *
         * @param lives starts of the program
         * @param messages that reached the cycle
         */
        record Identical(int lives, long messages, long decisions, long orders) implements Outcome {}

        /**
         * The first message after which the cycle did something else.
         *
         * @param event the line of the message
         * @param at in the time of the market
         * @param input what the message was
         * @param recorded what the cycle did then; empty when nothing more
         * @param replayed what it does now; empty when nothing more
         * @param before the messages before it, oldest first
         */
        record Diverged(
                long event,
                Instant at,
                String input,
                Optional<String> recorded,
                Optional<String> replayed,
                List<String> before)
                implements Outcome {}

        /** The file is no recording that this program can play. */
        record Unreadable(String reason) implements Outcome {}
    }

    public Replay(CycleMaker maker) {
        this.maker = maker;
    }

    /** Plays the whole file, or up to the first difference. */
    public Outcome play(Path file) {
        try (TapeLine.Reader reader = new TapeLine.Reader(file)) {
            @Nullable ReplayedLife life = null;
            for (Optional<TapeLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                TapeLine present = line.get();
                if (present.isLife()) {
                    life = ReplayedLife.begin(present, maker);
                    lives++;
                } else if (life == null) {
                    return new Outcome.Unreadable("line " + present.number() + " comes before the start of a bot");
                } else {
                    Optional<Outcome.Diverged> difference = difference(present, life.handle(present));
                    if (difference.isPresent()) {
                        return difference.get();
                    }
                }
                remember(present);
            }
            return lives == 0
                    ? new Outcome.Unreadable("there is no recording in it")
                    : new Outcome.Identical(lives, messages, decisions, orders);
        } catch (IOException | IllegalArgumentException unreadable) {
            return new Outcome.Unreadable(String.valueOf(unreadable.getMessage()));
        }
    }

    private Optional<Outcome.Diverged> difference(TapeLine line, List<String> replayed) {
        List<String> recorded = new ArrayList<>();
        line.json().path("out").forEach(text -> recorded.add(text.asText()));
        messages++;
        for (int index = 0; index < Math.max(recorded.size(), replayed.size()); index++) {
            Optional<String> then = index < recorded.size() ? Optional.of(recorded.get(index)) : Optional.empty();
            Optional<String> now = index < replayed.size() ? Optional.of(replayed.get(index)) : Optional.empty();
            if (!then.equals(now)) {
                return Optional.of(new Outcome.Diverged(
                        line.number(),
                        Instant.ofEpochMilli(line.marketMs()),
                        line.words(),
                        then,
                        now,
                        before.stream().map(TapeLine::words).toList()));
            }
            count(now.orElseThrow());
        }
        return Optional.empty();
    }

    private void count(String happening) {
        if (happening.startsWith("decide ")) {
            decisions++;
        } else if (happening.startsWith("place ")) {
            orders++;
        }
    }

    private void remember(TapeLine line) {
        before.addLast(line);
        if (before.size() > LINES_BEFORE) {
            TapeLine _ = before.removeFirst();
        }
    }
}
