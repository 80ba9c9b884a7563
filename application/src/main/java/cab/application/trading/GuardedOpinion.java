package cab.application.trading;

import cab.domain.market.ClosedCandle;
import cab.domain.signal.OpinionScore;
import cab.domain.signal.SecondOpinion;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps a model that fails from stopping the trading: it then has no score, so that the technical signal counts alone,
 * and its fault is told until it works again. Owned by one thread, but for {@link #fault}.
 */
public final class GuardedOpinion implements SecondOpinion {

    private final SecondOpinion model;
    private final AtomicReference<Optional<String>> fault = new AtomicReference<>(Optional.empty());
    private boolean missedCandle;

    public GuardedOpinion(SecondOpinion model) {
        this.model = model;
    }

    /** What is wrong with the model, or empty while it works. Thread-safe. */
    public Optional<String> fault() {
        return fault.get();
    }

    @Override
    public int warmUp() {
        return model.warmUp();
    }

    @Override
    public void onCandle(ClosedCandle candle) {
        try {
            model.onCandle(candle);
        } catch (RuntimeException failure) {
            // Its memory has a hole from now on: what it says later is not what it was trained to say.
            missedCandle = true;
            String _ = failed(failure);
        }
    }

    @Override
    public OpinionScore score() {
        if (missedCandle) {
            return new OpinionScore.Absent(fault.get().orElse("the model missed a candle"));
        }
        try {
            OpinionScore score = model.score();
            fault.set(Optional.empty());
            return score;
        } catch (RuntimeException failure) {
            return new OpinionScore.Absent(failed(failure));
        }
    }

    private String failed(RuntimeException failure) {
        String words = "the model failed, the technical signal counts alone: " + failure;
        fault.set(Optional.of(words));
        return words;
    }
}
