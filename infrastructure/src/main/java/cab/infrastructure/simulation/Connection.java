package cab.infrastructure.simulation;

import cab.application.port.BrokerEvent;
import cab.infrastructure.exchange.simulated.FaultPlan;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The line between program and exchange: what becomes of requests, questions and messages, as the seed has it. Which
 * endpoints are down, and which streams are silent, it knows for both ways. Owned by one thread.
 */
final class Connection implements FaultPlan {

    /** The whole of a ban, however often it is made longer. */
    private static final Duration BAN_MAX = Duration.ofMinutes(10);

    private static final Duration BAN_FIRST_MAX = Duration.ofMinutes(2);
    private static final long BAN_LONGER_MS = 1_000;

    /** Nothing that the exchange shows is older. */
    static final Duration LAG_MAX = Duration.ofSeconds(30);

    /** A request may come this late: beyond the deadline of the sender, and beyond that of the exchange. */
    private static final Duration LATE_MAX = Duration.ofSeconds(90);

    private static final Duration ANSWER_LATE_MAX = Duration.ofSeconds(15);
    private static final Duration MESSAGE_LATE_MAX = Duration.ofSeconds(30);

    /** Labels by which Gate.io says that it has not taken an order. */
    private static final List<String> PROVING_LABELS = List.of(
            "BALANCE_NOT_ENOUGH",
            "INVALID_PARAM_VALUE",
            "INVALID_PRECISION",
            "INVALID_CURRENCY_PAIR",
            "QUANTITY_NOT_ENOUGH",
            "TOO_MANY_ORDERS",
            "TRADE_RESTRICTED",
            "REQUEST_EXPIRED",
            "FOK_NOT_FILL",
            "FORBIDDEN",
            "TOO_FAST");

    /** Labels that prove nothing: what they mean for the order is not said, or nobody has heard of them. */
    private static final List<String> OPEN_LABELS = List.of("INTERNAL", "SERVER_ERROR", "TOO_BUSY", "SOMETHING_NEW");

    /** What each class makes of a request; the first that bites decides. */
    private final SequencedMap<FaultClass, Function<Lot, RequestFate>> ofRequests = new LinkedHashMap<>();

    /** What each class makes of a question; the first that bites decides. */
    private final SequencedMap<FaultClass, Function<Lot, QueryFate>> ofQuestions = new LinkedHashMap<>();

    private final SeededFaults faults;
    private final InstantSource clock;
    private final Map<Operation, Long> downUntilMs = new EnumMap<>(Operation.class);
    private final Set<Stream> deaf = EnumSet.noneOf(Stream.class);
    private final Map<Stream, Long> silentUntilMs = new EnumMap<>(Stream.class);
    private long bannedUntilMs;
    private long banEndsAtMs;

    /** What comes without being asked for. */
    enum Stream {
        /** Our own fills and order changes. */
        ACCOUNT,
        /** Prices and candles. */
        MARKET
    }

    Connection(SeededFaults faults, InstantSource clock) {
        this.faults = faults;
        this.clock = clock;
        ofRequests.put(FaultClass.BANNED, this::refusedByBan);
        ofRequests.put(FaultClass.REQUEST_LOST, lot -> new RequestFate.Lost());
        ofRequests.put(FaultClass.RESPONSE_LOST, lot -> new RequestFate.AnswerLost());
        ofRequests.put(FaultClass.LATE_ARRIVAL, lot -> new RequestFate.Late(lot.span(LATE_MAX, 1)));
        ofRequests.put(FaultClass.SERVER_ERROR, Connection::errorPage);
        ofRequests.put(FaultClass.REJECTED, Connection::rejected);
        ofRequests.put(FaultClass.DUPLICATE_TEXT, garbled("DUPLICATE_CLIENT_ORDER_ID: the name is taken"));
        ofRequests.put(FaultClass.ACK_ORDER, lot -> new RequestFate.AnswerLate(lot.span(ANSWER_LATE_MAX, 1)));
        ofRequests.put(FaultClass.ACK_WITHOUT_ID, garbled("201 without an order number"));
        ofRequests.put(FaultClass.EMPTY_ANSWER, garbled("201 with an empty body"));
        ofQuestions.put(FaultClass.BANNED, this::failedByBan);
        ofQuestions.put(FaultClass.SERVER_ERROR, failed("502 <html>Bad Gateway</html>"));
        ofQuestions.put(FaultClass.EMPTY_ANSWER, failed("200 with nothing in it"));
        ofQuestions.put(FaultClass.LATE_ARRIVAL, lot -> new QueryFate.Late(lot.span(LATE_MAX, 1)));
        ofQuestions.put(FaultClass.PAGES, failed("the second page did not come"));
    }

    private static Function<Lot, RequestFate> garbled(String cause) {
        return lot -> new RequestFate.AnswerGarbled(cause);
    }

    private static Function<Lot, QueryFate> failed(String cause) {
        return lot -> new QueryFate.Failed(cause);
    }

    private RequestFate refusedByBan(Lot lot) {
        ban(lot);
        return new RequestFate.Refused("TOO_MANY_REQUESTS", "try later");
    }

    private QueryFate failedByBan(Lot lot) {
        ban(lot);
        return new QueryFate.Failed("429 TOO_MANY_REQUESTS");
    }

    private static RequestFate errorPage(Lot lot) {
        return lot.below(3, 1) == 0
                ? new RequestFate.NotDone("504 Gateway Timeout")
                : new RequestFate.AnswerGarbled("502 <html>Bad Gateway</html>");
    }

    /** The endpoint does not answer for {@code span}. */
    void down(Operation operation, Duration span) {
        downUntilMs.merge(operation, clock.millis() + span.toMillis(), Math::max);
    }

    boolean isDown(Operation operation) {
        return !faults.isHealed() && clock.millis() < downUntilMs.getOrDefault(operation, 0L);
    }

    /** Whether anything that the program needs to know its orders does not answer. */
    boolean isCutOff() {
        return isBanned()
                || isDown(Operation.LOOK_UP)
                || isDown(Operation.OPEN_ORDERS)
                || isDown(Operation.FILLS)
                || isDown(Operation.BALANCES)
                || isDown(Operation.PLACE)
                || isDown(Operation.HISTORY);
    }

    /** The stream tells nothing for {@code span}, and nobody says so. */
    void silence(Stream stream, Duration span) {
        silentUntilMs.merge(stream, clock.millis() + span.toMillis(), Math::max);
    }

    /** The stream tells nothing until it is subscribed to anew. */
    void unsubscribe(Stream stream) {
        deaf.add(stream);
    }

    /** All streams are subscribed to anew. */
    void subscribed() {
        deaf.clear();
    }

    /** Why a message of the stream is not delivered now, by class; whoever does not deliver it says so. */
    boolean isSilent(Stream stream) {
        if (faults.isHealed()) {
            return false;
        }
        if (deaf.contains(stream)) {
            faults.inject(FaultClass.LOST_SUBSCRIPTION);
            return true;
        }
        if (clock.millis() < silentUntilMs.getOrDefault(stream, 0L)) {
            faults.inject(FaultClass.SILENT_STALL);
            return true;
        }
        return isDown(stream == Stream.ACCOUNT ? Operation.LOOK_UP : Operation.HISTORY);
    }

    @Override
    public RequestFate onRequest(Operation operation) {
        Optional<Bite<RequestFate>> bite = bite(ofRequests, fault -> true);
        if (isDown(operation)) {
            faults.inject(FaultClass.OUTAGE);
            return new RequestFate.Lost();
        }
        if (isBanned()) {
            banLonger();
            return new RequestFate.Refused("TOO_MANY_REQUESTS", "banned");
        }
        return bite.map(this::let).orElseGet(RequestFate.Served::new);
    }

    /** A class that bites, and what it makes of what it bites. */
    private record Bite<F>(FaultClass fault, Lot lot, Function<Lot, F> effect) {}

    /** Draws for every class, so that none shifts the next draw of another; the first that bites counts. */
    private <F> Optional<Bite<F>> bite(
            SequencedMap<FaultClass, Function<Lot, F>> effects, Predicate<FaultClass> applies) {
        Optional<Bite<F>> first = Optional.empty();
        for (Map.Entry<FaultClass, Function<Lot, F>> each : effects.entrySet()) {
            Lot lot = faults.draw(each.getKey());
            if (lot.bites() && first.isEmpty() && applies.test(each.getKey())) {
                first = Optional.of(new Bite<>(each.getKey(), lot, each.getValue()));
            }
        }
        return first;
    }

    private <F> F let(Bite<F> bite) {
        faults.inject(bite.fault());
        return bite.effect().apply(bite.lot());
    }

    private static RequestFate rejected(Lot lot) {
        if (lot.below(3, 1) > 0) {
            return new RequestFate.Refused(PROVING_LABELS.get(lot.below(PROVING_LABELS.size(), 2)), "refused");
        }
        String label = OPEN_LABELS.get(lot.below(OPEN_LABELS.size(), 2));
        return lot.below(2, 3) == 0 ? new RequestFate.NotDone(label) : new RequestFate.AnswerGarbled(label);
    }

    private void ban(Lot lot) {
        bannedUntilMs = clock.millis() + lot.span(BAN_FIRST_MAX, 1).toMillis();
        banEndsAtMs = clock.millis() + BAN_MAX.toMillis();
    }

    private void banLonger() {
        faults.inject(FaultClass.BANNED);
        bannedUntilMs = Math.min(bannedUntilMs + BAN_LONGER_MS, banEndsAtMs);
    }

    private boolean isBanned() {
        return !faults.isHealed() && clock.millis() < bannedUntilMs;
    }

    @Override
    public QueryFate onQuery(Operation operation) {
        Optional<Bite<QueryFate>> bite = bite(ofQuestions, fault -> fault != FaultClass.PAGES || isList(operation));
        if (isDown(operation)) {
            faults.inject(FaultClass.OUTAGE);
            return new QueryFate.Failed("no route to host");
        }
        if (isBanned()) {
            banLonger();
            return new QueryFate.Failed("429 TOO_MANY_REQUESTS");
        }
        return bite.map(this::let).orElseGet(QueryFate.Answered::new);
    }

    private static boolean isList(Operation operation) {
        return operation == Operation.OPEN_ORDERS || operation == Operation.FILLS;
    }

    @Override
    public Picture onPicture(Operation operation) {
        Lot lag = faults.draw(FaultClass.VISIBILITY_LAG);
        Lot pages = faults.draw(FaultClass.PAGES, 300);
        boolean lags = lag.bites() && operation != Operation.HISTORY;
        boolean repeats = pages.bites() && isList(operation);
        boolean forgets = operation == Operation.LOOK_UP && forgetsNames();
        if (lags) {
            faults.inject(FaultClass.VISIBILITY_LAG);
        }
        if (repeats) {
            faults.inject(FaultClass.PAGES);
        }
        return new Picture(lags ? lag.span(LAG_MAX, 1) : Duration.ZERO, forgets, repeats);
    }

    /** How the exchange is, and nothing that heals. */
    private boolean forgetsNames() {
        return faults.classes().contains(FaultClass.TEXT_WINDOW);
    }

    @Override
    public void onHidden() {
        faults.inject(FaultClass.TEXT_WINDOW);
    }

    @Override
    public StreamFate onStream(BrokerEvent event) {
        Lot trouble = faults.draw(FaultClass.STREAM_MESSAGES);
        Lot late = faults.draw(FaultClass.ACK_ORDER);
        if (isSilent(Stream.ACCOUNT)) {
            return new StreamFate.Dropped();
        }
        if (trouble.bites()) {
            faults.inject(FaultClass.STREAM_MESSAGES);
            return switch (trouble.below(3, 1)) {
                case 0 -> new StreamFate.Dropped();
                case 1 -> new StreamFate.Duplicated();
                default -> new StreamFate.Late(trouble.span(MESSAGE_LATE_MAX, 2));
            };
        }
        if (late.bites() && event instanceof BrokerEvent.Filled) {
            faults.inject(FaultClass.ACK_ORDER);
            return new StreamFate.Late(late.span(ANSWER_LATE_MAX, 1));
        }
        return new StreamFate.Delivered();
    }
}
