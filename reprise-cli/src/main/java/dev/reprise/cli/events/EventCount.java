package dev.reprise.cli.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reprise.events.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// How many events a topic has.
///
/// @param noEvents records that are none; counted nowhere else
/// @param partitions by partition; absent when not asked for
/// @param types by wire name; absent when not asked for
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventCount(
        String topic,
        long events,
        long noEvents,
        @Nullable List<OfPartition> partitions,
        @Nullable List<OfType> types) {

    record OfPartition(String topic, int partition, long events) {}

    record OfType(String topic, String type, long events) {}

    /// A line of each.
    List<Object> rows() {
        List<Object> rows = new ArrayList<>();
        rows.addAll(partitions == null ? List.of() : partitions);
        rows.addAll(types == null ? List.of() : types);
        return rows;
    }

    /// Counts what is read.
    static final class Counter implements TopicReader.Taker {
        private final Topic topic;
        private final Map<Integer, Long> partitions = new TreeMap<>();
        private final Map<String, Long> types = new TreeMap<>();
        private long noEvents;

        /// @param all its keys are all partitions
        Counter(Topic topic, Map<TopicPartition, Long> all) {
            this.topic = topic;
            all.keySet().forEach(partition -> partitions.put(partition.partition(), 0L));
        }

        @Override
        public boolean take(ConsumerRecord<String, byte[]> read) {
            if (ShownRecord.NoEvent.of(read) != null) {
                noEvents++;
            } else {
                partitions.merge(read.partition(), 1L, Long::sum);
                types.merge(ShownRecord.headers(read).getOrDefault("ce_type", ""), 1L, Long::sum);
            }
            return true;
        }

        EventCount counted(boolean byPartition, boolean byType) {
            String name = topic.wireName();
            List<OfPartition> ofPartitions = partitions.entrySet().stream()
                    .map(each -> new OfPartition(name, each.getKey(), each.getValue()))
                    .toList();
            List<OfType> ofTypes = types.entrySet().stream()
                    .map(each -> new OfType(name, each.getKey(), each.getValue()))
                    .toList();
            return new EventCount(
                    name,
                    types.values().stream().mapToLong(Long::longValue).sum(),
                    noEvents,
                    byPartition ? ofPartitions : null,
                    byType ? ofTypes : null);
        }
    }
}
