package cab.infrastructure.exchange.simulated;

import cab.application.port.BrokerEvent;
import cab.infrastructure.marketdata.SeededRandom;
import cab.infrastructure.time.VirtualScheduler;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Carries requests to the exchange and answers back: each takes its time, and meets the fault that the plan has for it.
 * Every sender is answered exactly once. Thread-safe: requests may come from any thread, all else is done by the
 * exchange's.
 */
final class Courier {

    private static final String NOT_SENT = "NOT_SENT";
    private static final String NOT_SENT_REASON = "the exchange is closed or overloaded, the request was not sent";
    private static final String TIMED_OUT = "no answer in time";
    private static final long SALT = 0x434F5552494552L;

    /**
     * How a sender is answered.
     *
     * @param reply takes the answer
     * @param unknown makes the answer that says nothing, of its cause
     * @param refused makes the answer that proves that nothing was done, of code and reason
     */
    record Answers<R>(
            Consumer<R> reply,
            Function<String, ? extends R> unknown,
            BiFunction<String, String, ? extends R> refused) {}

    private final VirtualScheduler clock;
    private final Door door;
    private final long toExchangeMs;
    private final long fromExchangeMs;
    private final int jitterMaxMs;
    private final long answerWithinMs;
    private final boolean mayExceedAnswerWithin;
    private final FaultPlan faults;
    private final CustomerFault onCustomerFault;
    private final SeededRandom random;

    /**
     * A courier.
     *
     * @param door leads to the exchange's thread
     * @param terms for latency and seed
     * @param onCustomerFault told what the code of a customer throws
     */
    Courier(VirtualScheduler clock, Door door, ExchangeTerms terms, FaultPlan faults, CustomerFault onCustomerFault) {
        this.clock = clock;
        this.door = door;
        this.toExchangeMs = terms.latency().toExchange().toMillis();
        this.fromExchangeMs = terms.latency().fromExchange().toMillis();
        this.jitterMaxMs = (int) terms.latency().jitterMax().toMillis();
        this.answerWithinMs = terms.latency().answerWithin().toMillis();
        this.mayExceedAnswerWithin = terms.latency().mayExceedAnswerWithin();
        this.faults = faults;
        this.onCustomerFault = onCustomerFault;
        this.random = new SeededRandom(SeededRandom.mixed(terms.seed(), SALT));
    }

    /** Carries a request that changes something; {@code work} is given what takes its answer. */
    <R> void request(FaultPlan.Operation operation, Consumer<Consumer<R>> work, Answers<R> answers) {
        boolean taken = door.offer(() -> {
            Sender<R> sender = new Sender<>(answers, onCustomerFault);
            send(faults.onRequest(operation), work, sender);
            if (mayExceedAnswerWithin) {
                giveUpInTime(sender);
            }
        });
        if (!taken) {
            answerFromOutside(() -> answers.reply().accept(answers.refused().apply(NOT_SENT, NOT_SENT_REASON)));
        }
    }

    /** Carries a question; {@code work} answers it at the exchange. */
    <R> void query(FaultPlan.Operation operation, Supplier<? extends R> work, Answers<R> answers) {
        boolean taken = door.offer(() -> {
            Sender<R> sender = new Sender<>(answers, onCustomerFault);
            switch (faults.onQuery(operation)) {
                case FaultPlan.QueryFate.Answered() -> ask(work, sender, Duration.ZERO);
                case FaultPlan.QueryFate.Late(Duration by) -> {
                    ask(work, sender, by);
                    giveUpInTime(sender);
                }
                case FaultPlan.QueryFate.Failed(String cause) ->
                    toExchange(Duration.ZERO, () -> fromExchange(Duration.ZERO, () -> sender.nothingKnown(cause)));
            }
            if (mayExceedAnswerWithin) {
                giveUpInTime(sender);
            }
        });
        if (!taken) {
            answerFromOutside(() -> answers.reply().accept(answers.unknown().apply(NOT_SENT_REASON)));
        }
    }

    /** What an answer that is given now shows. */
    FaultPlan.Picture picture(FaultPlan.Operation operation) {
        return faults.onPicture(operation);
    }

    /** An order has not been shown because it has ended. */
    void hidden() {
        faults.onHidden();
    }

    /** Carries a message of the stream to who listens. */
    void stream(BrokerEvent event, Consumer<BrokerEvent> listener) {
        switch (faults.onStream(event)) {
            case FaultPlan.StreamFate.Delivered() -> fromExchange(Duration.ZERO, () -> tell(event, listener));
            case FaultPlan.StreamFate.Dropped() -> {}
            case FaultPlan.StreamFate.Duplicated() -> {
                fromExchange(Duration.ZERO, () -> tell(event, listener));
                fromExchange(Duration.ZERO, () -> tell(event, listener));
            }
            case FaultPlan.StreamFate.Late(Duration by) -> fromExchange(by, () -> tell(event, listener));
        }
    }

    private <R> void send(FaultPlan.RequestFate fate, Consumer<Consumer<R>> work, Sender<R> sender) {
        switch (fate) {
            case FaultPlan.RequestFate.Served() -> serve(work, sender, Duration.ZERO);
            case FaultPlan.RequestFate.Late(Duration by) -> {
                serve(work, sender, by);
                giveUpInTime(sender);
            }
            case FaultPlan.RequestFate.AnswerLate(Duration by) -> {
                toExchange(Duration.ZERO, () -> work.accept(answer -> fromExchange(by, () -> sender.answered(answer))));
                giveUpInTime(sender);
            }
            case FaultPlan.RequestFate.NotDone(String cause) ->
                toExchange(Duration.ZERO, () -> fromExchange(Duration.ZERO, () -> sender.nothingKnown(cause)));
            case FaultPlan.RequestFate.Lost() -> giveUpInTime(sender);
            case FaultPlan.RequestFate.AnswerLost() -> {
                toExchange(Duration.ZERO, () -> work.accept(lost -> {}));
                giveUpInTime(sender);
            }
            case FaultPlan.RequestFate.AnswerGarbled(String cause) ->
                toExchange(
                        Duration.ZERO,
                        () -> work.accept(garbled -> fromExchange(Duration.ZERO, () -> sender.nothingKnown(cause))));
            case FaultPlan.RequestFate.Refused(String code, String reason) ->
                toExchange(Duration.ZERO, () -> fromExchange(Duration.ZERO, () -> sender.refused(code, reason)));
        }
    }

    private <R> void serve(Consumer<Consumer<R>> work, Sender<R> sender, Duration late) {
        toExchange(late, () -> work.accept(answer -> fromExchange(Duration.ZERO, () -> sender.answered(answer))));
    }

    private <R> void ask(Supplier<? extends R> work, Sender<R> sender, Duration late) {
        toExchange(Duration.ZERO, () -> {
            R answer = work.get();
            fromExchange(late, () -> sender.answered(answer));
        });
    }

    private void giveUpInTime(Sender<?> sender) {
        deliver(answerWithinMs, () -> sender.nothingKnown(TIMED_OUT));
    }

    private void toExchange(Duration extra, Runnable arrival) {
        travel(toExchangeMs, extra, arrival);
    }

    private void fromExchange(Duration extra, Runnable arrival) {
        travel(fromExchangeMs, extra, arrival);
    }

    private void travel(long usualMs, Duration extra, Runnable arrival) {
        long extraMs = extra.isZero() ? 0 : extra.toMillis();
        long drawnMs = jitterMaxMs == 0 ? 0 : random.nextInt(jitterMaxMs + 1);
        deliver(usualMs + extraMs + drawnMs, arrival);
    }

    private void deliver(long afterMs, Runnable arrival) {
        // Nothing that travels can be called back.
        var _ = clock.atMs(clock.millis() + afterMs, arrival);
    }

    /** Off the caller's thread, because no answer comes before its request has returned. */
    private static void answerFromOutside(Runnable answer) {
        Thread.ofVirtual().name("simulated-exchange-refusal").start(answer);
    }

    private void tell(BrokerEvent event, Consumer<BrokerEvent> listener) {
        try {
            listener.accept(event);
        } catch (RuntimeException fault) {
            onCustomerFault.handle(fault);
        }
    }

    /** Who sent a request: takes the first answer, and no other. */
    private static final class Sender<R> {

        private final Answers<R> answers;
        private final CustomerFault onCustomerFault;
        private boolean answered;

        private Sender(Answers<R> answers, CustomerFault onCustomerFault) {
            this.answers = answers;
            this.onCustomerFault = onCustomerFault;
        }

        private void answered(R answer) {
            if (answered) {
                return;
            }
            answered = true;
            try {
                answers.reply().accept(answer);
            } catch (RuntimeException fault) {
                onCustomerFault.handle(fault);
            }
        }

        private void nothingKnown(String cause) {
            answered(answers.unknown().apply(cause));
        }

        private void refused(String code, String reason) {
            answered(answers.refused().apply(code, reason));
        }
    }
}
