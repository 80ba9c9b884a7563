package cab.infrastructure.exchange.transport;

import cab.application.port.Mailbox;
import cab.application.port.Scheduler;
import cab.application.port.Subscription;
import cab.infrastructure.marketdata.SeededRandom;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection for everything that the exchange tells without being asked.
 *
 * <p>Guarantees:
 *
 * <ol>
 *   <li>A connection that ends, that leaves a subscription without an answer, or that tells nothing for a while
 *       although it answers pings, is replaced, and every topic is subscribed to again.
 *   <li>Each topic is told when it is there again, so that its owner reads what it has missed.
 *   <li>Connections are tried at growing, scattered distances, up to a minute; only one that has lasted counts as good.
 * </ol>
 *
 * <p>All state belongs to the owner of the mailbox. Thread-safe.
 */
public final class ExchangeStream implements AutoCloseable {

    public static final Duration PING_INTERVAL = Duration.ofSeconds(10);

    /** Within which a connection opens and a subscription is answered. */
    public static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    /** A connection that has lasted so long makes the next failure the first. */
    public static final Duration GOOD_AFTER = Duration.ofSeconds(30);

    public static final Duration PAUSE_FIRST = Duration.ofMillis(500);
    public static final Duration PAUSE_MAX = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeStream.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int DOUBLINGS_MAX = 7;
    private static final int TOPICS_MAX = 500;

    private final StreamDialer dialer;
    private final StreamDialect dialect;
    private final ServerClock clock;
    private final Scheduler time;
    private final Mailbox mailbox;
    private final Duration silenceMax;
    private final SeededRandom random;

    // Touched by the owner of the mailbox alone.
    private final Map<StreamTopic, Feed> feeds = new LinkedHashMap<>();
    private int connection;
    private StreamDialer.Link link = new NoLink();
    private State state = State.IDLE;
    private Instant since = Instant.MIN;
    private Instant heardAt = Instant.MIN;
    private Instant pingedAt = Instant.MIN;
    private int failures;
    private long requests;
    private Subscription ticking = () -> {};
    private boolean welcome;
    private volatile boolean broken;

    private enum State {
        IDLE,
        CONNECTING,
        OPEN,
        PAUSING,
        CLOSED
    }

    /**
     * A stream that connects with the first subscription.
     *
     * @param mailbox the way to its thread
     * @param seed scatters the attempts to connect
     */
    public ExchangeStream(
            StreamDialer dialer,
            StreamDialect dialect,
            ServerClock clock,
            Scheduler time,
            Mailbox mailbox,
            Duration silenceMax,
            long seed) {
        this.dialer = dialer;
        this.dialect = dialect;
        this.clock = clock;
        this.time = time;
        this.mailbox = mailbox;
        this.silenceMax = silenceMax;
        this.random = new SeededRandom(seed);
    }

    /** Whether something is subscribed to and is not there at the moment; for health. */
    public boolean isBroken() {
        return broken;
    }

    /** Tells {@code receiver} of the topic from now on. */
    public Subscription subscribe(StreamTopic topic, StreamReceiver receiver) {
        broken = true;
        mailbox.answer(() -> {
            add(topic, receiver);
            tellHealth();
        });
        return () -> mailbox.answer(() -> remove(topic, receiver));
    }

    private void add(StreamTopic topic, StreamReceiver receiver) {
        if (state == State.CLOSED) {
            return;
        }
        Feed known = feeds.get(topic);
        if (known != null) {
            known.receivers.add(receiver);
            return;
        }
        if (feeds.size() >= TOPICS_MAX) {
            throw new IllegalStateException("at most " + TOPICS_MAX + " topics can be subscribed to");
        }
        Feed feed = new Feed(topic, time.instant());
        feed.receivers.add(receiver);
        feeds.put(topic, feed);
        if (state == State.IDLE) {
            connect();
            tick();
        } else if (state == State.OPEN && welcome) {
            request(feed, true);
        }
    }

    private void remove(StreamTopic topic, StreamReceiver receiver) {
        Feed feed = feeds.get(topic);
        if (feed == null) {
            return;
        }
        feed.receivers.removeIf(known -> known.equals(receiver));
        if (feed.receivers.isEmpty()) {
            feeds.remove(topic);
            if (state == State.OPEN && welcome) {
                request(feed, false);
            }
            tellHealth();
        }
    }

    private void connect() {
        int number = ++connection;
        state = State.CONNECTING;
        since = time.instant();
        link = dialer.dial(new StreamDialer.Listener() {
            @Override
            public void opened() {
                mailbox.answer(() -> onOpened(number));
            }

            @Override
            public void message(String text) {
                if (!mailbox.offer(() -> onMessage(number, text))) {
                    mailbox.answer(() -> onEnded(number, "messages come faster than they are taken"));
                }
            }

            @Override
            public void ended(String cause) {
                mailbox.answer(() -> onEnded(number, cause));
            }
        });
    }

    private void onOpened(int number) {
        if (number != connection || state != State.CONNECTING) {
            return;
        }
        state = State.OPEN;
        since = time.instant();
        heardAt = since;
        pingedAt = since;
        Optional<String> greeting = dialect.greeting();
        welcome = greeting.isEmpty();
        greeting.ifPresentOrElse(link::send, this::subscribeAll);
    }

    private void subscribeAll() {
        welcome = true;
        feeds.values().forEach(feed -> request(feed, true));
    }

    private void onEnded(int number, String cause) {
        if (number != connection || (state != State.CONNECTING && state != State.OPEN)) {
            return;
        }
        if (state == State.OPEN && !time.instant().isBefore(since.plus(GOOD_AFTER))) {
            failures = 0;
        }
        link.abort();
        state = State.PAUSING;
        since = time.instant();
        feeds.values().forEach(feed -> feed.answered = false);
        tellHealth();
        Duration pause = pauseAfter(failures++);
        LOG.warn("the stream ended, next attempt in {} ms: {}", pause.toMillis(), cause);
        // Nobody calls it back: a closed stream does not connect.
        var _ = time.after(pause, () -> mailbox.answer(() -> reconnect(number)));
    }

    /** Doubled each time, and scattered over its upper half, so that many do not come back at once. */
    private Duration pauseAfter(int failed) {
        Duration whole = PAUSE_FIRST.multipliedBy(1L << Math.min(failed, DOUBLINGS_MAX));
        long longestMs = Math.min(whole.toMillis(), PAUSE_MAX.toMillis());
        return Duration.ofMillis(longestMs / 2 + random.nextInt((int) (longestMs / 2) + 1));
    }

    private void reconnect(int number) {
        if (number == connection && state == State.PAUSING) {
            connect();
        }
    }

    private void tick() {
        if (state == State.CLOSED) {
            return;
        }
        if (feeds.isEmpty() && state == State.OPEN) {
            link.abort();
            state = State.IDLE;
            return;
        }
        ticking = time.after(TICK, () -> mailbox.answer(this::tick));
        Instant now = time.instant();
        if (state == State.CONNECTING && !now.isBefore(since.plus(ANSWER_MAX))) {
            onEnded(connection, "no connection in time");
        }
        if (state == State.OPEN) {
            watch(now);
        }
    }

    private void watch(Instant now) {
        Optional<Feed> unanswered = feeds.values().stream()
                .filter(feed -> welcome && !feed.answered && !now.isBefore(feed.askedAt.plus(ANSWER_MAX)))
                .findFirst();
        if (!welcome && !now.isBefore(since.plus(ANSWER_MAX))) {
            onEnded(connection, "no answer to the login");
        } else if (unanswered.isPresent()) {
            onEnded(
                    connection,
                    "no answer to the subscription to " + unanswered.get().topic.channel());
        } else if (!now.isBefore(heardAt.plus(silenceMax))) {
            onEnded(connection, "nothing was told for " + silenceMax.toSeconds() + " s");
        } else if (!now.isBefore(pingedAt.plus(PING_INTERVAL))) {
            pingedAt = now;
            link.send(dialect.ping());
        }
    }

    private void request(Feed feed, boolean isSubscription) {
        feed.answered = false;
        feed.askedAt = time.instant();
        feed.requestId = ++requests;
        link.send(dialect.request(feed.topic, isSubscription, feed.requestId));
    }

    private void onMessage(int number, String text) {
        if (number != connection || state != State.OPEN) {
            return;
        }
        StreamDialect.Heard heard;
        try {
            heard = dialect.read(text);
        } catch (ExchangeFault unreadable) {
            onEnded(number, "a message cannot be read: " + unreadable.cause());
            return;
        }
        switch (heard) {
            case StreamDialect.Heard.News news -> onNews(news);
            case StreamDialect.Heard.Subscribed subscribed -> onSubscribed(subscribed);
            case StreamDialect.Heard.Refused(String reason) -> onEnded(connection, reason);
            case StreamDialect.Heard.Welcome() -> onWelcome();
            case StreamDialect.Heard.Pong() -> onPong();
            case StreamDialect.Heard.Nothing() -> {}
        }
    }

    private void onWelcome() {
        heardAt = time.instant();
        if (!welcome) {
            subscribeAll();
        }
    }

    /** An answer to a ping shows that the other side lives, but not that it tells what there is to tell. */
    private void onPong() {
        if (feeds.keySet().stream().allMatch(StreamTopic::isPrivate)) {
            heardAt = time.instant();
        }
    }

    private void onNews(StreamDialect.Heard.News news) {
        heardAt = time.instant();
        Instant at = clock.localOf(news.at().toEpochMilli());
        for (Feed feed : List.copyOf(feeds.values())) {
            if (feed.topic.channel().equals(news.channel())) {
                feed.tell(at, news.result());
            }
        }
    }

    private void onSubscribed(StreamDialect.Heard.Subscribed subscribed) {
        heardAt = time.instant();
        feeds.values().stream()
                .filter(feed -> !feed.answered)
                .filter(feed -> subscribed.channel().isEmpty()
                        || feed.topic.channel().equals(subscribed.channel().get()))
                .filter(feed -> subscribed.id().isEmpty() || subscribed.id().getAsLong() == feed.requestId)
                .findFirst()
                .ifPresent(this::answered);
        tellHealth();
    }

    private void answered(Feed feed) {
        feed.answered = true;
        boolean late = !time.instant().isBefore(feed.subscribedAt.plus(ANSWER_MAX));
        boolean again = feed.wasThere;
        feed.wasThere = true;
        if (again || late) {
            List.copyOf(feed.receivers).forEach(StreamReceiver::restored);
        }
    }

    private void tellHealth() {
        broken = !feeds.values().stream().allMatch(feed -> feed.answered);
    }

    /** Ends the connection; nobody is told anything any more. */
    @Override
    public void close() {
        mailbox.answer(() -> {
            state = State.CLOSED;
            broken = false;
            feeds.clear();
            ticking.close();
            link.abort();
        });
    }

    /** One topic and who hears of it. */
    private static final class Feed {

        private final StreamTopic topic;
        private final Instant subscribedAt;
        private final List<StreamReceiver> receivers = new ArrayList<>();
        private boolean answered;
        private boolean wasThere;
        private Instant askedAt = Instant.MIN;
        private long requestId;

        private Feed(StreamTopic topic, Instant subscribedAt) {
            this.topic = topic;
            this.subscribedAt = subscribedAt;
            this.askedAt = subscribedAt;
        }

        private void tell(Instant at, JsonNode result) {
            for (StreamReceiver receiver : List.copyOf(receivers)) {
                try {
                    receiver.message(at, result);
                } catch (ExchangeFault unreadable) {
                    LOG.warn("a message of {} cannot be read: {}", topic.channel(), unreadable.cause());
                    receiver.restored();
                }
            }
        }
    }

    /** Before the first connection. */
    private static final class NoLink implements StreamDialer.Link {

        @Override
        public void send(String text) {
            throw new IllegalStateException("there is no connection yet");
        }

        @Override
        public void abort() {
            // There is nothing to end.
        }
    }
}
