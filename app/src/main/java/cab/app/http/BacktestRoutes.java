package cab.app.http;

import cab.app.jobs.JobState;
import cab.app.jobs.JobView;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Backtests that run beside the trading. Thread-safe. */
final class BacktestRoutes {

    private static final int LISTED_USUAL = 20;
    private static final int LISTED_MAX = 100;

    private final BacktestDesk desk;
    private final Answers answers;

    BacktestRoutes(BacktestDesk desk, Answers answers) {
        this.desk = desk;
        this.answers = answers;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/backtest", this::submit),
                Route.get("/backtests", Role.READER, this::list),
                Route.get("/backtests/{id}", Role.READER, this::one),
                Route.delete("/backtests/{id}", this::cancel));
    }

    private void submit(Context request) {
        BacktestWish wish = BacktestBody.read(Parameters.body(request, BacktestBody.FIELDS));
        switch (read(() -> desk.submit(wish))) {
            case BacktestDesk.Submission.Taken(JobView job) -> {
                request.header("Location", "/backtests/" + job.id());
                Json.answer(request, 202, brief(job));
            }
            case BacktestDesk.Submission.Refused(List<String> faults) -> throw ApiError.refused(faults);
            case BacktestDesk.Submission.Full(int waiting) ->
                throw ApiError.tooMany("one backtest runs at a time and " + waiting
                        + " wait already: ask again when one has ended, or end one with DELETE /backtests/ID");
            case BacktestDesk.Submission.Closed() ->
                throw ApiError.unavailable("the program takes no backtests before it has opened or while it stops");
        }
    }

    /** Newest first, without their results. */
    private void list(Context request) {
        int wanted = Parameters.count(request, "last", LISTED_USUAL, LISTED_MAX);
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("backtests");
        read(() -> desk.latest(wanted)).forEach(job -> list.add(brief(job)));
        Json.answer(request, 200, json);
    }

    private void one(Context request) {
        Json.answer(request, 200, whole(known(read(() -> desk.find(id(request))))));
    }

    private void cancel(Context request) {
        JobView job = known(read(() -> desk.cancel(id(request))));
        switch (job.state()) {
            case CANCELLED -> Json.answer(request, 200, brief(job));
            case QUEUED, RUNNING -> Json.answer(request, 202, brief(job));
            case DONE, FAILED -> throw ApiError.wrongState("the backtest is over (" + name(job.state()) + ")");
        }
    }

    private <T> T read(Supplier<T> work) {
        return answers.read("the queue of backtests", work);
    }

    private static String id(Context request) {
        return request.pathParam("id");
    }

    private static JobView known(Optional<JobView> job) {
        return job.orElseThrow(
                () -> ApiError.notFound("no backtest of that id is remembered; see /backtests for the latest"));
    }

    private static ObjectNode brief(JobView job) {
        ObjectNode json = Json.object().put("id", job.id()).put("state", name(job.state()));
        json.set("request", job.request());
        json.put("progress", Math.round(job.progress() * 1e4) / 1e4)
                .put("eta_ms", job.left().map(Duration::toMillis).orElse(null))
                .put("created_at", job.createdAt().toString())
                .put("started_at", job.startedAt().map(Instant::toString).orElse(null))
                .put("ended_at", job.endedAt().map(Instant::toString).orElse(null))
                .put("error", job.error().orElse(null));
        return json;
    }

    private static ObjectNode whole(JobView job) {
        ObjectNode json = brief(job);
        json.set("result", job.result().orElse(null));
        return json;
    }

    private static String name(JobState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
