package cab.infrastructure.study;

import cab.application.optimize.Goal;
import cab.application.optimize.SamplerKind;
import cab.application.optimize.WalkForwardPlan;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a study searches: enough to go on with it, and to notice when what it stands on has changed. Immutable.
 *
 * @param name of its file, without the ending
 * @param startedAt when it began
 * @param candles which candles
 * @param strategies names as they were given; those of the settings when empty
 * @param overrides settings that were given for all trials
 * @param space the dimensions as they were written, files resolved
 * @param search how it is searched
 * @param standsOn what must not change: settings by name, and the candles by {@code candles} and {@code candles_sha256}
 */
public record StudyHead(
        String name,
        Instant startedAt,
        Candles candles,
        List<String> strategies,
        Map<String, String> overrides,
        List<String> space,
        Search search,
        Map<String, String> standsOn) {

    public StudyHead {
        strategies = List.copyOf(strategies);
        overrides = Collections.unmodifiableMap(new TreeMap<>(overrides));
        space = List.copyOf(space);
        standsOn = Collections.unmodifiableMap(new TreeMap<>(standsOn));
    }

    /**
     * Which candles.
     *
     * @param file a candle file; the store when empty
     * @param exchange whose candles of the store
     * @param from the first may open then
     * @param to the last closes then at the latest
     * @param symbol what is traded
     * @param timeframe of the candles
     */
    public record Candles(
            Optional<String> file,
            Optional<String> exchange,
            Optional<Instant> from,
            Optional<Instant> to,
            Symbol symbol,
            Timeframe timeframe) {}

    /**
     * How it is searched.
     *
     * @param sampler how combinations are chosen
     * @param trials how many, in each window of a walk forward
     * @param goal what is good
     * @param seed of all chance
     * @param walkForward how it walks forward, if it does
     * @param windows how many searches there are; 1 without a walk forward
     */
    public record Search(
            SamplerKind sampler, int trials, Goal goal, long seed, Optional<WalkForwardPlan> walkForward, int windows) {

        /** The same with another number of trials. */
        Search withTrials(int other) {
            return new Search(sampler, other, goal, seed, walkForward, windows);
        }
    }

    StudyHead withTrials(int other) {
        return new StudyHead(
                name, startedAt, candles, strategies, overrides, space, search.withTrials(other), standsOn);
    }
}
