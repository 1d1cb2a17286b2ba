package dev.reprise.query.replays;

import dev.reprise.query.generations.Following;
import dev.reprise.starter.history.History;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Where the topics end. Thread-safe.
@Component
class Heads {

    /// All partitions that the read model is folded from.
    static final List<TopicPartition> PARTITIONS = History.partitions(Following.TOPICS);

    private static final long FRESH = Duration.ofMillis(500).toNanos();

    private record Seen(Map<TopicPartition, Long> ends, long at) {}

    private final History history;
    private @Nullable Seen seen;

    Heads(History history) {
        this.history = history;
    }

    /// As of this moment.
    ///
    /// @throws org.apache.kafka.common.KafkaException when the broker does not answer within seconds
    Map<TopicPartition, Long> now() {
        return history.ends(PARTITIONS);
    }

    /// As of at most half a second ago, for those who only look; null when the broker does not answer within seconds.
    synchronized @Nullable Map<TopicPartition, Long> latelyIfKnown() {
        Seen last = seen;
        if (last == null || System.nanoTime() - last.at() > FRESH) {
            try {
                last = new Seen(now(), System.nanoTime());
            } catch (KafkaException e) {
                return null;
            }
            seen = last;
        }
        return last.ends();
    }

    /// How many events stand between these positions and those ends.
    static long between(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - positions.getOrDefault(end.getKey(), 0L)))
                .sum();
    }
}
