package dev.reprise.starter.restore;

import dev.reprise.events.EventEnvelope;
import dev.reprise.starter.consumer.ReceivedEvent;
import dev.reprise.starter.history.History;
import dev.reprise.starter.history.HistoryReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Reads whole partitions, one after another, and keeps count. Used by one thread.
final class Stretches {

    /// How long the broker may give nothing before it counts as gone.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final History history;
    private final Map<TopicPartition, Long> ends;
    private final Consumer<RestoreProgress> progress;
    private final long total;
    private long finished;
    private long events;
    private long passedOver;

    Stretches(History history, Map<TopicPartition, Long> ends, Consumer<RestoreProgress> progress) {
        this.history = history;
        this.ends = ends;
        this.progress = progress;
        this.total = ends.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Hands all events of a partition to `handler`, in order.
    ///
    /// @throws RestoreException when the broker stops giving any
    void read(TopicPartition partition, Consumer<EventEnvelope> handler) throws InterruptedException {
        long end = ends.getOrDefault(partition, 0L);
        try (HistoryReader reader = history.read(Map.of(partition, 0L), Map.of(partition, end))) {
            long lastNews = System.nanoTime();
            while (!reader.isAtEnd()) {
                long before = reader.positions().getOrDefault(partition, 0L);
                List<ReceivedEvent> batch = reader.next();
                batch.forEach(received -> handler.accept(received.event()));
                events += batch.size();
                long position = reader.positions().getOrDefault(partition, 0L);
                progress.accept(new RestoreProgress(finished + position, total));
                if (position > before) {
                    lastNews = System.nanoTime();
                } else if (System.nanoTime() - lastNews > PATIENCE.toNanos()) {
                    throw RestoreException.failed(
                            "The broker gives no more of %s, from offset %d on.".formatted(partition, position),
                            "See that the broker runs, then restore again.");
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            passedOver += reader.passedOver();
            finished += end;
        } catch (KafkaException e) {
            throw RestoreException.failed(
                    "The broker does not give %s: %s".formatted(partition, e.getMessage()),
                    "See that the broker runs, then restore again.",
                    e);
        }
    }

    /// What has been read.
    RestoreCounts counts() {
        return new RestoreCounts(0, events, 0, passedOver, 0, 0, 0, 0);
    }
}
