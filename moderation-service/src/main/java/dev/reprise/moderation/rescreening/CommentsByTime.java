package dev.reprise.moderation.rescreening;

import dev.reprise.events.EventEnvelope;
import dev.reprise.starter.consumer.ReceivedEvent;
import dev.reprise.starter.history.History;
import dev.reprise.starter.history.HistoryReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.common.TopicPartition;

/// A topic's events as one sequence, by when they happened; those of one partition in its order all the same. So
/// rules that look back at an author, who writes under posts of several partitions, see what came before. The
/// same whenever it is read. Holds back a poll's worth of each partition. Used by one thread.
final class CommentsByTime implements AutoCloseable {

    private static final class Lane {
        private final TopicPartition partition;
        private final HistoryReader reader;
        private final Deque<ReceivedEvent> read = new ArrayDeque<>();
        private long position;

        Lane(TopicPartition partition, HistoryReader reader) {
            this.partition = partition;
            this.reader = reader;
        }

        boolean fill() {
            if (read.isEmpty()) {
                read.addAll(reader.next());
                position = reader.positions().getOrDefault(partition, 0L);
            }
            return !read.isEmpty();
        }

        ReceivedEvent head() {
            return read.getFirst();
        }

        boolean isAtEnd() {
            return read.isEmpty() && reader.isAtEnd();
        }
    }

    private static final Comparator<Lane> BY_TIME = Comparator.comparing(
                    (Lane lane) -> lane.head().event().data().occurredAt())
            .thenComparingInt(lane -> lane.partition.partition());

    private final List<Lane> lanes = new ArrayList<>();
    private final PriorityQueue<Lane> ready = new PriorityQueue<>(BY_TIME);
    private final List<Lane> waiting = new ArrayList<>();

    /// @param ends the offset before which to stop, of each partition
    CommentsByTime(History history, Map<TopicPartition, Long> ends) {
        try {
            ends.forEach((partition, end) ->
                    lanes.add(new Lane(partition, history.read(Map.of(partition, 0L), Map.of(partition, end)))));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        waiting.addAll(lanes);
    }

    /// The next events, at most `most`; fewer, or none, while the broker is slow.
    List<EventEnvelope> next(int most) {
        List<EventEnvelope> events = new ArrayList<>();
        while (events.size() < most && isReady()) {
            Lane lane = ready.remove();
            events.add(lane.read.removeFirst().event());
            if (lane.read.isEmpty()) {
                waiting.add(lane);
            } else {
                ready.add(lane);
            }
        }
        return events;
    }

    /// Whether every partition that has not ended has an event, so that the earliest of them is the earliest of all.
    private boolean isReady() {
        waiting.removeIf(lane -> {
            boolean filled = lane.fill();
            if (filled) {
                ready.add(lane);
            }
            return filled || lane.isAtEnd();
        });
        return waiting.isEmpty() && !ready.isEmpty();
    }

    boolean isAtEnd() {
        return lanes.stream().allMatch(Lane::isAtEnd);
    }

    /// How many records have been passed on or over.
    long done() {
        return lanes.stream()
                .mapToLong(lane -> lane.position - lane.read.size())
                .sum();
    }

    @Override
    public void close() {
        lanes.forEach(lane -> lane.reader.close());
    }
}
