package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;

import dev.reprise.events.DomainEvent;
import dev.reprise.events.EventCodec;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.EventRegistry;
import dev.reprise.events.Ids;
import dev.reprise.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The topics seen from the side: puts records on them by hand and reads them whole.
public final class Topics implements AutoCloseable {

    private final EventCodec codec = new EventCodec(EventRegistry.published());
    private final RunningSystem system;
    private final KafkaProducer<String, byte[]> producer;

    public Topics(RunningSystem system) {
        this.system = system;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", system.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /// Publishes an event that no service has written.
    RecordMetadata publish(DomainEvent event, long sequence) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        EventEnvelope envelope =
                new EventEnvelope(Ids.next(), "/system-tests", sequence, now, Ids.next(), null, null, event);
        return publish(EventCodec.toRecord(codec.encode(envelope)));
    }

    RecordMetadata publish(ProducerRecord<String, byte[]> sent) {
        try {
            return producer.send(sent).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not take a record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing", e);
        }
    }

    /// Publishes a record once more as it is.
    RecordMetadata again(ConsumerRecord<String, byte[]> seen) {
        return publish(
                new ProducerRecord<>(seen.topic(), seen.partition(), null, seen.key(), seen.value(), seen.headers()));
    }

    /// The records of a topic that have one of these keys, each partition's in order.
    List<ConsumerRecord<String, byte[]>> records(Topic topic, Collection<UUID> keys) {
        Set<String> wanted = keys.stream().map(UUID::toString).collect(Collectors.toSet());
        return records(topic).stream()
                .filter(found -> wanted.contains(String.valueOf(found.key())))
                .toList();
    }

    /// All records of a topic, each partition's in order.
    public List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(topic);
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
            patiently().pollInterval(Duration.ofMillis(1)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
                return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
            return read;
        }
    }

    /// The events of these keys by subject, in order, without second copies of the same event.
    Map<UUID, List<EventEnvelope>> events(Topic topic, Collection<UUID> keys) {
        return records(topic, keys).stream()
                .map(codec::decode)
                .collect(Collectors.groupingBy(
                        EventEnvelope::subject,
                        Collectors.collectingAndThen(
                                Collectors.toMap(
                                        EventEnvelope::id,
                                        Function.identity(),
                                        (first, second) -> first,
                                        LinkedHashMap::new),
                                byId -> List.copyOf(byId.values()))));
    }

    /// The end offset of every partition of every topic, by name.
    public Map<String, Long> ends() {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> all = Stream.of(Topic.values())
                    .flatMap(topic -> partitions(topic).stream())
                    .toList();
            consumer.assign(all); // else the client warns of each
            Map<String, Long> ends = new TreeMap<>();
            consumer.endOffsets(all).forEach((partition, end) -> ends.put(partition.toString(), end));
            return ends;
        }
    }

    private static List<TopicPartition> partitions(Topic topic) {
        return IntStream.range(0, Topic.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic.wireName(), partition))
                .toList();
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", system.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
