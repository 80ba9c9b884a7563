package cab.infrastructure.recording;

import cab.application.trading.DecisionLog;
import cab.application.trading.TradingCycle;
import cab.domain.market.Instrument;
import cab.domain.market.Quote;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cycle did with one message, in order, each as one line of text: the same words in a recording and in its
 * replay. Owned by one thread, that of the cycle.
 */
final class Happenings {

    private final List<String> told = new ArrayList<>();
    private final List<Optional<Quote>> quotes = new ArrayList<>();
    private @Nullable TradingCycle cycle;
    private Optional<DecisionLog.Entry> lastDecision = Optional.empty();
    private Optional<Instrument> instrument = Optional.empty();
    private boolean instrumentChanged;
    private long requests;

    void watch(TradingCycle made) {
        cycle = made;
    }

    /** Forgets what the message before brought about. */
    void clear() {
        told.clear();
        quotes.clear();
        instrumentChanged = false;
    }

    boolean isEmpty() {
        return told.isEmpty();
    }

    List<String> told() {
        return List.copyOf(told);
    }

    void note(String what) {
        told.add(what);
    }

    /** Something that is answered later; its number, by which the answer names it. */
    long request(String what) {
        told.add(what);
        return ++requests;
    }

    void quote(Optional<Quote> answer) {
        quotes.add(answer);
    }

    void instrument(Optional<Instrument> answer) {
        if (!answer.equals(instrument)) {
            instrument = answer;
            instrumentChanged = true;
        }
    }

    void fault(RuntimeException fault) {
        told.add("fault " + fault);
    }

    /** A decision that the message led to. */
    void lookForDecision() {
        if (cycle == null) {
            return;
        }
        List<DecisionLog.Entry> latest = cycle.decisions().latest(1);
        if (!latest.isEmpty() && !lastDecision.equals(Optional.of(latest.getFirst()))) {
            DecisionLog.Entry decision = latest.getFirst();
            lastDecision = Optional.of(decision);
            told.add("decide " + decision.verdict() + " on the candle closed " + decision.closedAt()
                    + decision.detail().map(detail -> ": " + detail).orElse(""));
        }
    }

    void into(ObjectNode line) {
        if (!quotes.isEmpty()) {
            ArrayNode answers = line.putArray("quotes");
            quotes.forEach(quote -> answers.add(RecordTree.of(quote)));
        }
        if (instrumentChanged) {
            line.set("instrument", RecordTree.of(instrument));
        }
        if (!told.isEmpty()) {
            ArrayNode texts = line.putArray("out");
            told.forEach(texts::add);
        }
    }
}
