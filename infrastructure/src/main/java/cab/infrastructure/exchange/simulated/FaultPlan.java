package cab.infrastructure.exchange.simulated;

import cab.application.port.BrokerEvent;
import java.time.Duration;

/**
 * What goes wrong between the exchange and its customers. Asked once for each message, on the exchange's thread, in the
 * order of the messages; a plan that draws lots draws them from its seed.
 */
public interface FaultPlan {

    /** What becomes of a request that changes something. */
    sealed interface RequestFate {

        /** It arrives, and so does the answer. */
        record Served() implements RequestFate {}

        /** It never arrives. */
        record Lost() implements RequestFate {}

        /** It arrives and is carried out; the answer never comes back. */
        record AnswerLost() implements RequestFate {}

        /** It arrives later by this much, be it long after its sender gave up. */
        record Late(Duration by) implements RequestFate {}

        /** It is refused on arrival, with proof. */
        record Refused(String code, String reason) implements RequestFate {}

        /** It is carried out, and the answer cannot be understood, or does not say what was done. */
        record AnswerGarbled(String cause) implements RequestFate {}

        /** It is carried out at once, and the answer comes later by this much: behind what the stream tells of it. */
        record AnswerLate(Duration by) implements RequestFate {}

        /** It is not carried out, and the answer does not prove that. */
        record NotDone(String cause) implements RequestFate {}
    }

    /** What becomes of a request that only asks. */
    sealed interface QueryFate {

        /** It is answered. */
        record Answered() implements QueryFate {}

        /** It is answered with an error that says nothing. */
        record Failed(String cause) implements QueryFate {}

        /** It is answered later by this much. */
        record Late(Duration by) implements QueryFate {}
    }

    /** What becomes of a message of the stream. */
    sealed interface StreamFate {

        /** It is delivered. */
        record Delivered() implements StreamFate {}

        /** It is never delivered. */
        record Dropped() implements StreamFate {}

        /** It is delivered twice. */
        record Duplicated() implements StreamFate {}

        /** It is delivered later by this much, and so behind messages that were sent after it. */
        record Late(Duration by) implements StreamFate {}
    }

    /**
     * Which state of the exchange an answer shows.
     *
     * @param age how old what it shows is
     * @param endedByNumberAlone whether an order that has ended is found by the exchange's number and not by our name
     * @param repeated whether lists come out of order and hold entries twice, as pages that overlap do
     */
    record Picture(Duration age, boolean endedByNumberAlone, boolean repeated) {

        /** What is the case now, whole. */
        public static final Picture TRUE = new Picture(Duration.ZERO, false, false);
    }

    /** What a request asks for. */
    enum Operation {
        PLACE,
        CANCEL,
        LOOK_UP,
        OPEN_ORDERS,
        FILLS,
        BALANCES,
        HISTORY
    }

    RequestFate onRequest(Operation operation);

    QueryFate onQuery(Operation operation);

    StreamFate onStream(BrokerEvent event);

    /** What the answer to a question shows; asked when the question is answered. */
    default Picture onPicture(Operation operation) {
        return Picture.TRUE;
    }

    /** An order has not been shown because it has ended: {@link Picture#endedByNumberAlone}. */
    default void onHidden() {}

    /** Nothing goes wrong. */
    static FaultPlan none() {
        return NoFaults.INSTANCE;
    }
}
