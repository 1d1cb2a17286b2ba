package dev.reprise.query.streams;

import dev.reprise.query.changes.ChangeListener;
import dev.reprise.query.model.Current;
import dev.reprise.query.streams.LiveStream.Beginning;
import dev.reprise.starter.consumer.ReceivedEvent;
import dev.reprise.starter.web.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/// All live streams of this instance, and the window they can be resumed in. Thread-safe.
@Component
class Streams implements ChangeListener, SmartLifecycle {

    /// How long a stream may wait to begin: for this instance to start, or to be where the reader was.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final StreamSettings settings;
    private final StreamMessages messages;
    private final KafkaAdmin broker;
    private final Window window;
    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> byClient = new HashMap<>();
    private int streams;
    private boolean following;
    private volatile boolean running;

    Streams(StreamSettings settings, StreamMessages messages, KafkaAdmin broker) {
        this.settings = settings;
        this.messages = messages;
        this.broker = broker;
        this.window = new Window(settings.window().toBytes());
    }

    @Override
    public synchronized void beginsAt(Map<TopicPartition, Long> offsets) {
        String cluster = broker.clusterId();
        if (cluster == null) {
            throw new KafkaException("the broker does not say which it is");
        }
        window.beginAt(cluster.hashCode(), offsets);
        open.forEach(LiveStream::end);
        following = true;
        notifyAll();
    }

    @Override
    public synchronized void visible(ReceivedEvent received, Current now) {
        int partition = Positions.index(received.topic(), received.partition());
        window.pass(partition, received.offset());
        messages.of(received, now, window.reached()).ifPresent(message -> {
            window.add(message);
            open.forEach(stream -> stream.offer(message));
        });
    }

    /// Serves one reader on its own thread, till it is gone or this instance ends.
    ///
    /// @param post whose changes are sent; absent for those of everything
    /// @param lastEventId what the reader saw last; absent to begin now
    /// @throws dev.reprise.starter.web.ProblemException 429 `too-many-streams`; 503 `streams-full` or
    ///     `streams-not-ready`
    void serve(String client, @Nullable UUID post, @Nullable String lastEventId, Answering answering)
            throws IOException, InterruptedException {
        admit(client);
        LiveStream stream = new LiveStream(post, settings.behind(), settings.heartbeat());
        try {
            Beginning beginning = begin(stream, post, lastEventId);
            stream.write(answering.start(), beginning, this::id);
        } finally {
            leave(client, stream);
        }
    }

    /// Sends the head of the answer.
    interface Answering {
        OutputStream start() throws IOException;
    }

    private synchronized void admit(String client) {
        if (streams >= settings.total()) {
            throw full(
                    HttpStatus.SERVICE_UNAVAILABLE, "streams-full", "This instance serves as many streams as it can.");
        }
        if (byClient.getOrDefault(client, 0) >= settings.perClient()) {
            throw full(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "too-many-streams",
                    "One address may have %d streams. Share one among your pages.".formatted(settings.perClient()));
        }
        byClient.merge(client, 1, Integer::sum);
        streams++;
    }

    private RuntimeException full(HttpStatus status, String code, String detail) {
        return new Problem(status, code, detail)
                .retryAfter(settings.heartbeat())
                .exception();
    }

    private synchronized void leave(String client, LiveStream stream) {
        open.remove(stream);
        streams--;
        byClient.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
    }

    /// Between what is missed and what is queued nothing is lost, because nothing is added meanwhile.
    private synchronized Beginning begin(LiveStream stream, @Nullable UUID post, @Nullable String lastEventId)
            throws InterruptedException {
        Optional<Positions> seen = lastEventId == null ? Optional.empty() : Positions.decode(lastEventId);
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (System.nanoTime() < end && !(following && seen.map(window::isAt).orElse(true))) {
            wait(LOOK_AGAIN.toMillis());
        }
        if (!following || !running) {
            throw full(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "streams-not-ready",
                    "The broker does not answer, so that nothing can be told of what changes. Try again.");
        }
        open.add(stream);
        Optional<Positions> covered = seen.filter(window::covers);
        Positions from = covered.orElse(window.reached());
        return new Beginning(from.encode(), lastEventId != null && covered.isEmpty(), window.after(from, post));
    }

    private synchronized String id() {
        return window.reached().encode();
    }

    @Override
    public synchronized void start() {
        running = true;
    }

    /// Before the server waits for requests to end: these never would.
    @Override
    public synchronized void stop() {
        running = false;
        open.forEach(LiveStream::end);
        notifyAll();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
