package cab.infrastructure.simulation;

import cab.application.port.BrokerEvent;
import cab.infrastructure.exchange.simulated.FaultPlan;
import cab.infrastructure.marketdata.SeededRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Faults out of a seed. Each class draws from a stream of its own, also while it is off, so that taking a class away
 * does not shift the others; which classes are on is drawn as well. Owned by one thread.
 */
final class SeededFaults implements FaultPlan {

    private static final long SWARM_SALT = 0x535741524DL;
    private static final int THOUSAND = 1_000;

    private final Map<FaultClass, SeededRandom> streams = new EnumMap<>(FaultClass.class);
    private final Set<FaultClass> on = EnumSet.noneOf(FaultClass.class);
    private final Map<FaultClass, Long> injected = new EnumMap<>(FaultClass.class);
    private boolean outage;
    private boolean healed;

    /**
     * The faults of one run.
     *
     * @param allowed classes that may be on; each of them is with even chance
     */
    SeededFaults(long seed, Set<FaultClass> allowed) {
        SeededRandom swarm = new SeededRandom(SeededRandom.mixed(seed, SWARM_SALT));
        for (FaultClass each : FaultClass.values()) {
            streams.put(
                    each, new SeededRandom(SeededRandom.mixed(seed, each.name().hashCode())));
            if (swarm.nextInt(2) == 1 && allowed.contains(each)) {
                on.add(each);
            }
        }
    }

    /** Whether this fault happens now; counts it when it does. */
    boolean happens(FaultClass fault) {
        int drawn = drawn(fault, THOUSAND);
        if (healed || !on.contains(fault) || drawn >= fault.permille()) {
            return false;
        }
        injected.merge(fault, 1L, Long::sum);
        return true;
    }

    /** A number of the stream of {@code fault}, from 0 to {@code bound} exclusive. */
    int drawn(FaultClass fault, int bound) {
        return stream(fault).nextInt(bound);
    }

    /** A span of the stream of {@code fault}: mostly short, now and then nearly {@code longest}. */
    Duration span(FaultClass fault, Duration longest) {
        double drawn = stream(fault).nextDouble();
        return Duration.ofMillis(200 + (long) (drawn * drawn * drawn * longest.toMillis()));
    }

    private SeededRandom stream(FaultClass fault) {
        SeededRandom stream = streams.get(fault);
        if (stream == null) {
            throw new IllegalStateException("every class has a stream, " + fault + " has none");
        }
        return stream;
    }

    /** No endpoint answers, until it is called with false. */
    void outage(boolean begins) {
        outage = begins;
    }

    boolean isOutage() {
        return outage;
    }

    /** From now on nothing goes wrong any more. */
    void heal() {
        healed = true;
        outage = false;
    }

    boolean isHealed() {
        return healed;
    }

    Set<FaultClass> classes() {
        return Collections.unmodifiableSet(on);
    }

    Map<FaultClass, Long> injected() {
        return Collections.unmodifiableMap(injected);
    }

    @Override
    public RequestFate onRequest(Operation operation) {
        boolean lost = happens(FaultClass.REQUEST_LOST);
        boolean answerLost = happens(FaultClass.ANSWER_LOST);
        boolean late = happens(FaultClass.LATE_ARRIVAL);
        boolean refused = happens(FaultClass.REFUSED);
        boolean garbled = happens(FaultClass.ANSWER_GARBLED);
        if (lost || outage) {
            return new RequestFate.Lost();
        }
        if (answerLost) {
            return new RequestFate.AnswerLost();
        }
        if (late) {
            return new RequestFate.Late(span(FaultClass.LATE_ARRIVAL, Duration.ofSeconds(90)));
        }
        if (refused) {
            return new RequestFate.Refused("TOO_MANY_REQUESTS", "try later");
        }
        return garbled ? new RequestFate.AnswerGarbled("502 Bad Gateway") : new RequestFate.Served();
    }

    @Override
    public QueryFate onQuery(Operation operation) {
        boolean failed = happens(FaultClass.QUERY_FAILED);
        boolean late = happens(FaultClass.QUERY_LATE);
        if (failed || outage) {
            return new QueryFate.Failed("503 Service Unavailable");
        }
        return late
                ? new QueryFate.Late(span(FaultClass.QUERY_LATE, Duration.ofSeconds(60)))
                : new QueryFate.Answered();
    }

    @Override
    public StreamFate onStream(BrokerEvent event) {
        boolean dropped = happens(FaultClass.STREAM_DROPPED);
        boolean duplicated = happens(FaultClass.STREAM_DUPLICATED);
        boolean late = happens(FaultClass.STREAM_LATE);
        if (dropped || outage) {
            return new StreamFate.Dropped();
        }
        if (late) {
            return new StreamFate.Late(span(FaultClass.STREAM_LATE, Duration.ofSeconds(30)));
        }
        return duplicated ? new StreamFate.Duplicated() : new StreamFate.Delivered();
    }
}
