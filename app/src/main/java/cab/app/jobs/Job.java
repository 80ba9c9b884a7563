package cab.app.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One job. The thread that works writes its progress; all else is guarded by the lock of its {@link JobQueue}. */
final class Job {

    /** Before so much is done, nobody can say how long it takes. */
    private static final double PART_TO_GO_BY = 0.01;

    private final String id;
    private final JsonNode request;
    private final Instant createdAt;
    private JobState state = JobState.QUEUED;
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<JsonNode> result = Optional.empty();
    private Optional<String> error = Optional.empty();
    private long startedNanos;
    private volatile double progress;
    private volatile boolean unwanted;

    Job(String id, JsonNode request, Instant createdAt) {
        this.id = id;
        this.request = request;
        this.createdAt = createdAt;
    }

    String id() {
        return id;
    }

    JobState state() {
        return state;
    }

    /** Called by the thread that works: notes how far it is, and says whether to go on. */
    boolean at(double part) {
        progress = Math.clamp(part, 0, 1);
        return !unwanted;
    }

    void begin(Instant at, long nanos) {
        state = JobState.RUNNING;
        startedAt = Optional.of(at);
        startedNanos = nanos;
    }

    /** It is not wanted any more: at once where it waits, soon where it runs. */
    void cancel(Instant at) {
        unwanted = true;
        if (state == JobState.QUEUED) {
            end(new JobEnd.Cancelled(), at);
        }
    }

    void end(JobEnd end, Instant at) {
        endedAt = Optional.of(at);
        switch (end) {
            case JobEnd.Done(JsonNode document) -> {
                state = JobState.DONE;
                progress = 1;
                result = Optional.of(document);
            }
            case JobEnd.Failed(String reason) -> {
                state = JobState.FAILED;
                error = Optional.of(reason);
            }
            case JobEnd.Cancelled() -> state = JobState.CANCELLED;
        }
    }

    JobView view(long nanos) {
        return new JobView(id, request, state, progress, createdAt, startedAt, endedAt, left(nanos), result, error);
    }

    private Optional<Duration> left(long nanos) {
        double part = progress;
        if (state != JobState.RUNNING || part < PART_TO_GO_BY) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos((long) ((nanos - startedNanos) * (1 - part) / part)));
    }
}
