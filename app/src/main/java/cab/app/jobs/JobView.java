package cab.app.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A job as it stands at one moment. Immutable, but for the trees, which nobody changes.
 *
 * @param id its name
 * @param request what was asked for
 * @param state where it stands
 * @param progress from 0 to 1
 * @param createdAt when it was asked for
 * @param startedAt when its turn came
 * @param endedAt when it was over
 * @param left how long it will probably take still; only while it runs, and not in its first moments
 * @param result what came of it, when it is done
 * @param error why it failed, when it has
 */
public record JobView(
        String id,
        JsonNode request,
        JobState state,
        double progress,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Duration> left,
        Optional<JsonNode> result,
        Optional<String> error) {}
