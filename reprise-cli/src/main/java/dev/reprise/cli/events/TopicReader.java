package dev.reprise.cli.events;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/// Reads partitions of one topic by plain assignment: it belongs to no group and leaves no trace. Used by one thread.
/// Every method may throw a [org.apache.kafka.common.KafkaException] when the broker doesn't answer.
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /// Takes a record.
    interface Taker {
        /// @return whether to go on
        boolean take(ConsumerRecord<String, byte[]> read);
    }

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    /// @param partition the only one to read, null for all
    /// @throws CommandFailure when the topic or the partition is not there
    TopicReader(Map<String, Object> connection, Topic topic, @Nullable Integer partition) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "none");
        settings.put("max.partition.fetch.bytes", 512 << 10);
        settings.put("fetch.max.bytes", 4 << 20);
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        try {
            partitions = partitions(topic, partition);
            consumer.assign(partitions);
        } catch (RuntimeException failure) {
            consumer.close();
            throw failure;
        }
    }

    private List<TopicPartition> partitions(Topic topic, @Nullable Integer partition) {
        List<TopicPartition> all = consumer.partitionsFor(topic.wireName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
        if (all.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "The topic " + topic.wireName() + " is not on the broker yet: a service that uses it creates it.");
        }
        List<TopicPartition> chosen = all.stream()
                .filter(each -> partition == null || each.partition() == partition)
                .toList();
        if (chosen.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "%s has no partition %d. There are 0 to %d."
                            .formatted(topic.wireName(), partition, all.size() - 1));
        }
        return chosen;
    }

    Map<TopicPartition, Long> beginnings() {
        return consumer.beginningOffsets(partitions);
    }

    Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions);
    }

    /// The first event of each partition that the broker received then or later; the end where there is none.
    Map<TopicPartition, Long> since(Instant time) {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, time.toEpochMilli()));
        Map<TopicPartition, Long> ends = ends();
        Map<TopicPartition, Long> found = new HashMap<>(ends);
        consumer.offsetsForTimes(wanted).forEach((partition, first) -> {
            if (first != null) {
                found.put(partition, first.offset());
            }
        });
        return found;
    }

    /// Hands on every record, each partition's in order, until the taker has enough or, where ends are given, every
    /// partition has been read up to them.
    ///
    /// @param ends null to follow for ever; a broker that goes away is then waited for
    /// @throws TimeoutException when ends are given and nothing comes for ten seconds
    void read(Map<TopicPartition, Long> from, @Nullable Map<TopicPartition, Long> ends, Taker taker) {
        from.forEach(consumer::seek);
        Instant heard = Instant.now();
        while (ends == null || !isRead(ends)) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            Stream<ConsumerRecord<String, byte[]>> read = records.partitions().stream()
                    .flatMap(partition -> records.records(partition).stream()
                            .filter(each -> ends == null || each.offset() < ends.getOrDefault(partition, 0L)));
            if (!read.allMatch(taker::take)) {
                return;
            }
            if (!records.isEmpty()) {
                heard = Instant.now();
            } else if (ends != null && Instant.now().isAfter(heard.plus(SILENCE))) {
                throw new TimeoutException("nothing came for " + SILENCE.toSeconds() + " s");
            }
        }
    }

    /// By position, since offsets may be sparse.
    private boolean isRead(Map<TopicPartition, Long> ends) {
        boolean read = true;
        for (TopicPartition partition : partitions) {
            if (consumer.position(partition) >= ends.getOrDefault(partition, 0L)) {
                consumer.pause(List.of(partition));
            } else {
                read = false;
            }
        }
        return read;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
