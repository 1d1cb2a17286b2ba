package dev.reprise.starter.parking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;

/// Reads again what waits in a lane, by plain assignment and outside of any group. Goes through everything that
/// stands between the lane's records. Used by one thread.
public final class LaneReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, byte[]> consumer;
    private @Nullable TopicPartition assigned;

    /// @param consumers how this service reaches the broker
    public LaneReader(ConsumerFactory<String, byte[]> consumers) {
        Map<String, Object> own = new HashMap<>(consumers.getConfigurationProperties());
        own.remove(ConsumerConfig.GROUP_ID_CONFIG);
        own.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        consumer = new KafkaConsumer<>(own, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /// Some of the records that wait, in their order.
    ///
    /// @param next the offset to go on from; after the last one it is greater than the lane's last
    public record Stretch(List<ConsumerRecord<String, byte[]>> records, long next) {}

    /// The next records of a lane; none when the broker does not answer within 200 ms, or others stand in
    /// between.
    ///
    /// @param from the first offset to look at
    /// @param most how many records at the most
    /// @throws org.apache.kafka.clients.consumer.OffsetOutOfRangeException when the topic lacks what waits
    public Stretch read(ParkedKey key, long from, int most) {
        TopicPartition partition = key.lane().topicPartition();
        if (!partition.equals(assigned)) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            assigned = partition;
        } else if (consumer.position(partition) != from) {
            consumer.seek(partition, from);
        }
        ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> received : polled) {
            if (received.offset() > key.last()) {
                return new Stretch(found, key.last() + 1);
            }
            if (key.lane().has(received)) {
                found.add(received);
                if (found.size() == most) {
                    return new Stretch(found, received.offset() + 1);
                }
            }
        }
        return new Stretch(found, Math.min(consumer.position(partition), key.last() + 1));
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
