package dev.reprise.query.streams;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// The latest changes, the last one of each subject, as far back as its memory goes. Not thread-safe.
final class Window {

    private final long most;
    private final LinkedHashMap<UUID, StreamMessage> messages = new LinkedHashMap<>();
    private Positions reached = Positions.of(0, Map.of());
    private Positions since = reached;
    private long bytes;

    /// @param most how much memory the messages may take, in bytes
    Window(long most) {
        this.most = most;
    }

    /// Forgets everything: what follows begins there.
    void beginAt(int history, Map<TopicPartition, Long> offsets) {
        messages.values().forEach(StreamMessage::overtake);
        messages.clear();
        bytes = 0;
        reached = Positions.of(history, offsets);
        since = reached;
    }

    /// How far this has come.
    Positions reached() {
        return reached;
    }

    /// The event at that place has been seen.
    void pass(int partition, long offset) {
        reached = reached.with(partition, offset + 1);
    }

    void add(StreamMessage message) {
        StreamMessage before = messages.remove(message.subject());
        if (before != null) {
            before.overtake();
            bytes -= before.bytes().length;
        }
        messages.put(message.subject(), message);
        bytes += message.bytes().length;
        while (bytes > most && messages.size() > 1) {
            StreamMessage oldest = messages.pollFirstEntry().getValue();
            bytes -= oldest.bytes().length;
            since = since.with(oldest.partition(), oldest.offset() + 1);
        }
    }

    /// Whether this has come as far as a reader who saw more on another instance; also when it never will.
    boolean isAt(Positions seen) {
        return reached.haveReached(seen) || !seen.isSameHistory(reached);
    }

    /// Whether a reader who has come that far can go on here and loses nothing.
    boolean covers(Positions seen) {
        return seen.haveReached(since) && reached.haveReached(seen);
    }

    /// What a reader of that post, or of everything, has to be told who has come that far.
    List<StreamMessage> after(Positions seen, @Nullable UUID post) {
        return messages.values().stream()
                .filter(message -> message.isFor(post) && message.isAfter(seen))
                .toList();
    }
}
