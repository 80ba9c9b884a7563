package cab.app.http;

import cab.application.trading.CommandOutcome;
import cab.application.trading.DecisionLog;
import cab.application.trading.Orchestrator;
import cab.application.trading.OrchestratorStatus;
import cab.application.trading.Orchestrators;
import cab.domain.market.Candle;
import cab.domain.market.Symbol;
import cab.domain.signal.DecisionStep;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Questions to the orchestrators, and the commands of an operator. Thread-safe. */
final class OrchestratorRoutes {

    private static final int DECISIONS_MAX = 1_000;
    private static final int DECISIONS_USUAL = 20;
    private static final String NO_REASON = "no reason given";

    private final Orchestrators orchestrators;
    private final Answers answers;

    OrchestratorRoutes(Orchestrators orchestrators, Answers answers) {
        this.orchestrators = orchestrators;
        this.answers = answers;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/orchestrators", Role.READER, this::all),
                Route.get("/orchestrator/status", Role.READER, this::status),
                Route.get("/decisions", Role.READER, this::decisions),
                Route.get("/signals", Role.READER, this::signals),
                Route.post("/orchestrator/start", request -> start(request)),
                Route.post("/orchestrator/stop", request -> stop(request)),
                Route.post("/orchestrator/pause", request -> pause(request)),
                Route.post("/orchestrator/resume", request -> resume(request)));
    }

    /** All are asked before the first answer is waited for: one that hangs does not make the others late. */
    private void all(Context request) {
        record Question(Symbol symbol, Answers.Asked<OrchestratorStatus> asked) {}
        List<Question> questions = new ArrayList<>();
        for (Orchestrator orchestrator : orchestrators.all()) {
            questions.add(new Question(orchestrator.symbol(), answers.begin(name(orchestrator), orchestrator::status)));
        }
        long deadline = answers.deadline();
        ObjectNode json = Json.object();
        ArrayNode standing = json.putArray("orchestrators");
        ArrayNode silent = json.putArray("silent");
        for (Question question : questions) {
            try {
                standing.add(StatusJson.of(question.asked.await(deadline)));
            } catch (ApiError unanswered) {
                silent.add(question.symbol.toString());
            }
        }
        Json.answer(request, 200, json);
    }

    private void status(Context request) {
        Orchestrator orchestrator = named(request);
        OrchestratorStatus status = answers.to(name(orchestrator), orchestrator::status);
        Json.answer(request, 200, StatusJson.of(status));
    }

    private void decisions(Context request) {
        Orchestrator orchestrator = named(request);
        int wanted = Parameters.count(request, "last", DECISIONS_USUAL, DECISIONS_MAX);
        List<DecisionLog.Entry> entries =
                answers.to(name(orchestrator), reader -> orchestrator.decisions(wanted, reader));
        String explanation = answers.to(name(orchestrator), orchestrator::explanation);
        ObjectNode json = Json.object().put("symbol", orchestrator.symbol().toString());
        json.put("explanation", explanation);
        ArrayNode list = json.putArray("decisions");
        entries.forEach(entry -> put(list.addObject(), entry));
        Json.answer(request, 200, json);
    }

    private static void put(ObjectNode json, DecisionLog.Entry entry) {
        json.put("closed_at", entry.closedAt().toString())
                .put(
                        "close",
                        entry.close() > 0 ? Candle.exactPrice(entry.close()).toString() : null)
                .put("verdict", entry.verdict().name())
                .put("reason", entry.verdict().words())
                .put("detail", entry.detail().orElse(null));
        ArrayNode steps = json.putArray("steps");
        for (DecisionStep step : entry.steps()) {
            steps.addObject()
                    .put("part", step.part())
                    .put("answer", step.answer())
                    .put("reason", step.reason());
        }
    }

    /** What each part of the pipeline says of the last candle. */
    private void signals(Context request) {
        Orchestrator orchestrator = named(request);
        List<DecisionLog.Entry> entries = answers.to(name(orchestrator), reader -> orchestrator.decisions(1, reader));
        ObjectNode json = Json.object().put("symbol", orchestrator.symbol().toString());
        if (entries.isEmpty()) {
            json.putNull("closed_at").putNull("verdict").putArray("steps");
        } else {
            put(json, entries.getFirst());
        }
        Json.answer(request, 200, json);
    }

    private void start(Context request) {
        Orchestrator orchestrator = named(request);
        ObjectNode _ = Parameters.body(request, Set.of());
        command(request, orchestrator, answer -> orchestrator.start(actor(request), answer));
    }

    private void stop(Context request) {
        Orchestrator orchestrator = named(request);
        String reason = reason(request, NO_REASON);
        command(request, orchestrator, answer -> orchestrator.stop(actor(request), reason, answer));
    }

    private void pause(Context request) {
        Orchestrator orchestrator = named(request);
        String reason = reason(request, NO_REASON);
        command(request, orchestrator, answer -> orchestrator.pause(actor(request), reason, answer));
    }

    private void resume(Context request) {
        Orchestrator orchestrator = named(request);
        ObjectNode _ = Parameters.body(request, Set.of());
        command(request, orchestrator, answer -> orchestrator.resume(actor(request), answer));
    }

    private void command(Context request, Orchestrator orchestrator, Consumer<Consumer<CommandOutcome>> command) {
        CommandOutcome outcome = answers.to(name(orchestrator), answer -> {
            command.accept(answer);
            return true;
        });
        switch (outcome) {
            case CommandOutcome.Done(var state) ->
                Json.answer(
                        request,
                        200,
                        Json.object()
                                .put("symbol", orchestrator.symbol().toString())
                                .put("state", state.name())
                                .put("durable", true));
            case CommandOutcome.NotDurable(var state, var cause) ->
                Json.answer(
                        request,
                        200,
                        Json.object()
                                .put("symbol", orchestrator.symbol().toString())
                                .put("state", state.name())
                                .put("durable", false)
                                .put(
                                        "warning",
                                        "in force now, but it could not be written yet (" + cause
                                                + "): a restart before that would not know of it"));
            case CommandOutcome.WrongState(var state, var reason) ->
                throw ApiError.wrongState(reason + " (the state is " + state + ")");
            case CommandOutcome.Unavailable(var reason) -> throw ApiError.unavailable(reason);
        }
    }

    private static String reason(Context request, String otherwise) {
        return Parameters.text(Parameters.body(request, Set.of("reason")), "reason", otherwise);
    }

    private static String actor(Context request) {
        return "http " + request.req().getRemoteAddr();
    }

    private Orchestrator named(Context request) {
        Symbol symbol = Parameters.requiredSymbol(request);
        return orchestrators
                .of(symbol)
                .orElseThrow(() -> ApiError.notFound("nothing trades " + symbol + " here; see /orchestrators"));
    }

    private static String name(Orchestrator orchestrator) {
        return "the orchestrator of " + orchestrator.symbol();
    }
}
