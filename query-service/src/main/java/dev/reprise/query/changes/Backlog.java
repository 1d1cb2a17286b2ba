package dev.reprise.query.changes;

import dev.reprise.starter.consumer.ReceivedEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/// Events that were published and are not known to be visible yet, each partition's in order. Used by one thread.
final class Backlog {

    private static final int AT_ONCE = 250;

    private final Map<TopicPartition, Deque<ReceivedEvent>> waiting = new HashMap<>();
    private int size;

    void add(List<ReceivedEvent> events) {
        for (ReceivedEvent event : events) {
            waiting.computeIfAbsent(partition(event), _ -> new ArrayDeque<>()).add(event);
        }
        size += events.size();
    }

    int size() {
        return size;
    }

    /// The first ones of each partition, so many of them as are looked up at once.
    List<ReceivedEvent> next() {
        int each = Math.max(1, AT_ONCE / Math.max(1, waiting.size()));
        List<ReceivedEvent> next = new ArrayList<>();
        waiting.values().forEach(events -> events.stream().limit(each).forEach(next::add));
        return next;
    }

    /// Takes out those of [#next] that pass, in each partition up to the first that doesn't.
    List<ReceivedEvent> take(List<ReceivedEvent> next, Predicate<ReceivedEvent> passes) {
        Set<TopicPartition> stopped = new HashSet<>();
        List<ReceivedEvent> taken = new ArrayList<>();
        for (ReceivedEvent event : next) {
            TopicPartition partition = partition(event);
            if (!stopped.contains(partition) && passes.test(event)) {
                taken.add(event);
                waiting.getOrDefault(partition, new ArrayDeque<>()).poll();
            } else {
                stopped.add(partition);
            }
        }
        waiting.values().removeIf(Deque::isEmpty);
        size -= taken.size();
        return taken;
    }

    static TopicPartition partition(ReceivedEvent event) {
        return new TopicPartition(event.topic(), event.partition());
    }
}
