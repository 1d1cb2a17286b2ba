package dev.reprise.bench;

import dev.reprise.events.Ids;
import dev.reprise.events.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// What a message takes at the least from process to process: sent and acknowledged, then polled, over a topic of its
/// own, with clients set as the services' are. Used by one thread.
final class RawHops implements AutoCloseable {

    private static final String TOPIC = "bench-hops";
    private static final int VALUE_BYTES = 300; // about a comment's event
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int POLLS = 30;

    private final Producer<String, byte[]> producer;
    private final Consumer<String, byte[]> consumer;

    RawHops(String broker) throws IOException, InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            NewTopic topic = new NewTopic(TOPIC, Optional.of(Topic.PARTITIONS), Optional.empty());
            admin.createTopics(List.of(topic)).all().get();
        }
        ServiceKafka kafka = new ServiceKafka(broker);
        producer = kafka.producer();
        consumer = kafka.consumer();
        List<TopicPartition> partitions = IntStream.range(0, Topic.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// So many hops, one after the other: what was polled is sent on.
    ///
    /// @return nanoseconds
    long take(int hops) throws InterruptedException, ExecutionException {
        byte[] value = new byte[VALUE_BYTES];
        long start = System.nanoTime();
        for (int hop = 0; hop < hops; hop++) {
            String key = Ids.next().toString();
            var _ = producer.send(new ProducerRecord<>(TOPIC, key, value)).get();
            value = poll(key);
        }
        return System.nanoTime() - start;
    }

    private byte[] poll(String key) {
        for (int polls = 0; polls < POLLS; polls++) {
            for (ConsumerRecord<String, byte[]> received : consumer.poll(POLL)) {
                if (key.equals(received.key())) {
                    return received.value();
                }
            }
        }
        throw new IllegalStateException("a message that was acknowledged does not come");
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
