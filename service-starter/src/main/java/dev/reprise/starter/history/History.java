package dev.reprise.starter.history;

import dev.reprise.events.EventCodec;
import dev.reprise.events.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.core.ConsumerFactory;

/// The events of the topics by their offsets. Reads by plain assignment, without a consumer group: nothing is
/// rebalanced, no offset is committed, and any number of readers may be at it. Thread-safe.
public final class History {

    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int POLL_RECORDS = 1_000;
    private static final int PARTITION_BYTES = 1 << 20;
    private static final int FETCH_BYTES = 4 << 20;

    /// What is asked for is there. Only the last fetch, which looks beyond it, finds nothing, and closing has to
    /// wait for that.
    private static final int FETCH_WAIT_MILLIS = 5;

    private final Map<String, Object> settings;
    private final EventCodec codec;

    /// @param consumers how this service reaches the broker; group settings are left out
    public History(ConsumerFactory<String, byte[]> consumers, EventCodec codec) {
        this(consumers, codec, POLL_RECORDS);
    }

    /// @param pollRecords how many events are handed over at once, at the most
    public History(ConsumerFactory<String, byte[]> consumers, EventCodec codec, int pollRecords) {
        this(consumers.getConfigurationProperties(), codec, pollRecords);
    }

    /// @param connection settings of a Kafka consumer; only how to reach the broker matters
    public History(Map<String, Object> connection, EventCodec codec) {
        this(connection, codec, POLL_RECORDS);
    }

    private History(Map<String, Object> connection, EventCodec codec, int pollRecords) {
        Map<String, Object> own = new HashMap<>(connection);
        own.remove(ConsumerConfig.GROUP_ID_CONFIG);
        own.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, pollRecords);
        own.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_BYTES);
        own.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        own.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
        this.settings = Map.copyOf(own);
        this.codec = codec;
    }

    /// The consumer settings that this reads with: how to reach the broker, and how much is fetched at a time.
    public Map<String, Object> settings() {
        return settings;
    }

    /// All partitions of these topics.
    public static List<TopicPartition> partitions(Collection<Topic> topics) {
        return topics.stream()
                .sorted()
                .flatMap(topic -> topic.partitions().stream())
                .toList();
    }

    /// Where each partition begins: 0, unless its history was truncated.
    ///
    /// @throws org.apache.kafka.common.KafkaException when the broker does not answer in time
    public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        try (Consumer<String, byte[]> consumer = open()) {
            consumer.assign(partitions);
            return Map.copyOf(consumer.beginningOffsets(partitions, ANSWER));
        }
    }

    /// The offset of the next event that each partition will get.
    ///
    /// @throws org.apache.kafka.common.KafkaException when the broker does not answer in time
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        try (Consumer<String, byte[]> consumer = open()) {
            consumer.assign(partitions);
            return Map.copyOf(consumer.endOffsets(partitions, ANSWER));
        }
    }

    /// Opens the events from some offsets on, up to others.
    ///
    /// @param from the first offset to read of each partition
    /// @param to the offset before which to stop, of the same partitions
    public HistoryReader read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        HistoryReader reader = reader();
        reader.turnTo(from, to);
        return reader;
    }

    /// Opens a reader that is told later what to read.
    public HistoryReader reader() {
        return new HistoryReader(open(), codec);
    }

    /// Opens a reader for what is yet to come: the broker holds its requests until there is something.
    public HistoryReader follower() {
        Map<String, Object> patient = new HashMap<>(settings);
        patient.remove(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG);
        return new HistoryReader(open(patient), codec);
    }

    private Consumer<String, byte[]> open() {
        return open(settings);
    }

    private static Consumer<String, byte[]> open(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
