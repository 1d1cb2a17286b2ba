package dev.reprise.bench;

import dev.reprise.events.EventCodec;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.EventRegistry;
import dev.reprise.events.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Puts a made-up history on the topics, as the services would publish it but in large batches.
final class Publishing {

    private Publishing() {}

    /// Creates the topics as the services do on their first start.
    static void createTopics(String broker) throws InterruptedException {
        List<NewTopic> topics = Arrays.stream(Topic.values())
                .map(topic -> new NewTopic(topic.wireName(), Optional.of(Topic.PARTITIONS), Optional.empty())
                        .configs(Map.of("cleanup.policy", "delete", "retention.ms", "-1")))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /// A made-up history. Returns when the broker has all of it.
    static void publish(String broker, long seed, int events) {
        publish(broker, told -> new MadeHistory(seed, told).tell(events));
    }

    /// Returns when the broker has all of them.
    ///
    /// @param teller gives each event, in order, to the consumer that it is given
    static void publish(String broker, Consumer<Consumer<EventEnvelope>> teller) {
        EventCodec codec = new EventCodec(EventRegistry.published());
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(settings(broker), new StringSerializer(), new ByteArraySerializer())) {
            Callback noteFailure = (_, e) -> {
                if (e != null) {
                    failure.set(e);
                }
            };
            teller.accept(event -> {
                var _ = producer.send(EventCodec.toRecord(codec.encode(event)), noteFailure);
            });
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the history could not be published", failure.get());
        }
    }

    private static Map<String, Object> settings(String broker) {
        return Map.of(
                "bootstrap.servers",
                broker,
                "enable.idempotence",
                true,
                "compression.type",
                "lz4",
                "batch.size",
                256 << 10,
                "linger.ms",
                20,
                // Topics that were created a moment ago refuse at first; with more requests under way, this once
                // ended with sequence numbers that the broker would not take any more.
                "max.in.flight.requests.per.connection",
                1,
                "buffer.memory",
                32L << 20);
    }
}
